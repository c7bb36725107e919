/** Owns running `kelisim collector` as a process of its own, without the bin: the Node that runs the tests runs it too. */
import { collectorCommand } from '../../../src/cli/collector/collector-command.ts';

await collectorCommand().parseAsync();
