/**
 * The minimal Node.js program that starts a zonal shift: signs one request with Signature Version 4 and sends it. No SDK, no
 * checks. BENCH_RESOURCE and BENCH_AWAY_FROM define the shift. It takes Node's modules without importing them: `import 'node:https'`
 * would evaluate undici on Node.js 24.
 */
import { writeSync } from 'node:fs';

const { createHash, createHmac } = process.getBuiltinModule('node:crypto');
const { AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, BENCH_RESOURCE, BENCH_AWAY_FROM } = process.env;
const url = new URL('/zonalshifts', AWS_ENDPOINT_URL);
const { request } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
const body = JSON.stringify({ resourceIdentifier: BENCH_RESOURCE, awayFrom: BENCH_AWAY_FROM, expiresIn: '8h', comment: 'bare' });

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
const day = time.slice(0, 8);
const scope = `${day}/${AWS_REGION}/arc-zonal-shift/aws4_request`;
const signedHeaders = 'content-type;host;x-amz-date';
const canonical = [
  'POST',
  url.pathname,
  '',
  'content-type:application/json',
  `host:${url.host}`,
  `x-amz-date:${time}`,
  '',
  signedHeaders,
  sha256(body),
].join('\n');
const key = [day, AWS_REGION, 'arc-zonal-shift', 'aws4_request'].reduce(hmac, `AWS4${AWS_SECRET_ACCESS_KEY}`);
const signature = createHmac('sha256', key)
  .update(['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n'))
  .digest('hex');
const authorization = `AWS4-HMAC-SHA256 Credential=${AWS_ACCESS_KEY_ID}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;

const headers = {
  'content-type': 'application/json',
  'x-amz-date': time,
  authorization,
  'content-length': Buffer.byteLength(body),
};
request(url, { method: 'POST', headers }, (response) => {
  response.resume();
  response.on('end', () => {
    const outcome = response.statusCode === 201 || response.statusCode === 200 ? 'done' : 'failed';
    writeSync(3, `${JSON.stringify({ kind: 'end', outcome, maxRssKilobytes: process.resourceUsage().maxRSS })}\n`);
  });
}).end(body);
