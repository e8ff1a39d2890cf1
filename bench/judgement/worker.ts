import { type Batch, measure } from './measure.ts';

/** One process of the bench: a batch in, its tallies out. It ends when the bench does. */
process.on('message', (batch: Batch) => process.send?.(measure(batch)));
