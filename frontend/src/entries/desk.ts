// The script of every page of the desk. Pages can be read, and forms sent, without it.

import { listen } from "../lib/keys.ts";
import { followSwaps } from "../lib/swaps.ts";

listen();
followSwaps();
