import { createServer } from 'node:http2';
import { PROVIDER, RESOURCES } from './terraform-schemas.mjs';

/**
 * Stands in for the AWS provider, which cannot be had without a network: a gRPC server of Terraform's plugin protocol 5 that knows the
 * schemas of what the module uses, and finds every configuration valid that fits them. Enough for `validate`, and for `test` with a
 * mock provider, which asks the real one for nothing else. Prints the value of TF_REATTACH_PROVIDERS, and ends with its standard input.
 */
const NESTED_AS_LIST = 2;

/** Protocol Buffers: a number, and a message, text or bytes, of a field. */
const number = (field, value) => Buffer.from([field << 3, value]);
const bytes = (field, value) => {
  const content = Buffer.from(value);
  return Buffer.concat([Buffer.from([(field << 3) | 2]), length(content.length), content]);
};

function length(value) {
  const digits = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return Buffer.from([...digits, rest]);
    digits.push((rest & 0x7f) | 0x80);
  }
}

function schemas() {
  const resources = Object.entries(RESOURCES).map(([name, block]) =>
    bytes(2, Buffer.concat([bytes(1, name), bytes(2, schemaOf(block))])),
  );
  return Buffer.concat([bytes(1, schemaOf(PROVIDER)), ...resources]);
}

function schemaOf(block) {
  return bytes(2, blockOf(block));
}

function blockOf({ attributes = {}, blocks = {} }) {
  return Buffer.concat([
    ...Object.entries(attributes).map(([name, described]) => bytes(2, attributeOf(name, described.split(' ')))),
    ...Object.entries(blocks).map(([name, block]) =>
      bytes(3, Buffer.concat([bytes(1, name), bytes(2, blockOf(block)), number(3, NESTED_AS_LIST)])),
    ),
  ]);
}

/** `optional computed string`, with the type in Terraform's JSON after the flags if it is no plain word. */
function attributeOf(name, described) {
  const flags = { required: 4, optional: 5, computed: 6 };
  const type = described.at(-1);
  return Buffer.concat([
    bytes(1, name),
    bytes(2, type.startsWith('[') ? type : JSON.stringify(type)),
    ...described.slice(0, -1).map((flag) => number(flags[flag], 1)),
  ]);
}

const ANSWERS = {
  '/tfplugin5.Provider/GetSchema': schemas(),
  '/tfplugin5.Provider/PrepareProviderConfig': Buffer.alloc(0),
  '/tfplugin5.Provider/ValidateResourceTypeConfig': Buffer.alloc(0),
  '/tfplugin5.Provider/Stop': Buffer.alloc(0),
};
const UNIMPLEMENTED = '12';

const server = createServer();
server.on('stream', (stream, { ':path': path }) => {
  const answer = ANSWERS[path];
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': answer === undefined ? UNIMPLEMENTED : '0' }));
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('error', () => undefined);
  if (answer === undefined) return stream.end();
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(answer.length, 1);
  return stream.end(Buffer.concat([frame, answer]));
});
server.listen(0, '127.0.0.1', () => {
  const Addr = { Network: 'tcp', String: `127.0.0.1:${server.address().port}` };
  const reattach = { Protocol: 'grpc', ProtocolVersion: 5, Pid: process.pid, Test: true, Addr };
  process.stdout.write(`${JSON.stringify({ 'registry.terraform.io/hashicorp/aws': reattach })}\n`);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
