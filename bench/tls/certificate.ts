import { generateKeyPairSync, sign } from 'node:crypto';

/** PEM texts of a server on the loopback interface. Made anew for each run, and never kept. */
export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

/** DER tags (X.690). */
const [INTEGER, BITS, OCTETS, NULL, OID, UTF8, SEQUENCE, SET, UTC_TIME] = [2, 3, 4, 5, 6, 12, 0x30, 0x31, 23];
const DAY_MILLIS = 86_400_000;

/** A self-signed certificate of 127.0.0.1, with a key as AWS's endpoints have: RSA, 2,048 bits (RFC 5280). */
export function makeCertificate(now = new Date()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const algorithm = der(SEQUENCE, der(OID, oid('1.2.840.113549.1.1.11')), der(NULL));
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, der(OID, oid('2.5.4.3')), der(UTF8, Buffer.from('the bench')))));
  const body = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.from([1])),
    algorithm,
    name,
    der(SEQUENCE, utcTime(now.getTime() - DAY_MILLIS), utcTime(now.getTime() + DAY_MILLIS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, alternativeName(127, 0, 0, 1))),
  );
  const signature = der(BITS, Buffer.from([0]), sign('sha256', body, privateKey));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: pem(der(SEQUENCE, body, algorithm, signature)),
  };
}

function alternativeName(...address: number[]): Buffer {
  return der(SEQUENCE, der(OID, oid('2.5.29.17')), der(OCTETS, der(SEQUENCE, der(0x87, Buffer.from(address)))));
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return Buffer.from([40 * first + second, ...rest.flatMap(base128)]);
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

/** `261129093000Z` */
function utcTime(millis: number): Buffer {
  const digits = new Date(millis).toISOString().replace(/\D/g, '');
  return der(UTC_TIME, Buffer.from(`${digits.slice(2, 14)}Z`));
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
