import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHECKSUMS, sha256Of, writeArtefacts } from './release/artefacts.ts';
import { commitTime } from './release/commit-time.ts';
import { refuseNativeCode } from './release/refuse-native-code.ts';
import { billOfMaterials, type Product } from './release/sbom.ts';

/** `npm run release`: writes all files of a release. Two builds of a commit, with one version of Node.js, give the same bytes. */
const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist/release' } } });
const time = commitTime(process.env.SOURCE_DATE_EPOCH);
const product = JSON.parse(readFileSync('package.json', 'utf8')) as Product;
refuseNativeCode('dist/responder');
const artefacts = writeArtefacts(values.out, product);
writeFileSync(join(values.out, 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(product, artefacts, time), null, 2)}\n`);
const sums = readdirSync(values.out)
  .filter((file) => file !== CHECKSUMS)
  .sort()
  .map((file) => `${sha256Of(readFileSync(join(values.out, file)))}  ${file}\n`)
  .join('');
writeFileSync(join(values.out, CHECKSUMS), sums);
process.stdout.write(sums);
