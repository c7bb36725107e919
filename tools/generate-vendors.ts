/**
 * Writes src/vendors/generated from src/vendors/data. Run it after a data file changed; a unit test fails when it was forgotten.
 * Leaves to others: every decision about the content (src/vendors/index-generator.ts).
 */
import { writeFileSync } from 'node:fs';
import { generatedFilesOf } from '../src/vendors/index-generator.ts';
import { loadVendorFiles } from '../src/vendors/load-vendor-files.ts';

const OUTPUT_FOLDER = new URL('../src/vendors/generated/', import.meta.url);

const files = loadVendorFiles();
for (const [name, text] of Object.entries(generatedFilesOf(files))) writeFileSync(new URL(name, OUTPUT_FOLDER), text);
console.log(`${files.length} vendors written to src/vendors/generated`);
