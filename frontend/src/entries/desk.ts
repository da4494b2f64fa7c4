// The script of every page of the desk. Pages can be read, and forms sent, without it.

import { offerMarks } from "../lib/choosing.ts";
import { takeDrops } from "../lib/dropping.ts";
import { listen } from "../lib/keys.ts";
import { read } from "../lib/reading.ts";
import { followSwaps } from "../lib/swaps.ts";

listen();
followSwaps();
read();
offerMarks();
takeDrops();
