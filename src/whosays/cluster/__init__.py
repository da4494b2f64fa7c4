"""Reads documents on the machines of a Dask cluster, with the functions that local processes read them with.

What is sent is the bytes of the originals, a few documents at a time; what comes back are Arrow batches of records. The case is
written by whoever asked, alone and in order, so that a document is kept once however often it was read. Who runs a cluster
decides who may use it: Dask runs what its clients send (https://distributed.dask.org/en/stable/limitations.html#security).
"""
