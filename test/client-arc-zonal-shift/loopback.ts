import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ARCZonalShiftClient, type ARCZonalShiftClientConfig } from '@aws-sdk/client-arc-zonal-shift';

/** One request as it arrived: the path still encoded, the query decoded, the body parsed. */
export interface ReceivedRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  body: unknown;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A server on 127.0.0.1 that keeps what it receives and gives the queued answers in turn, then `{}`. */
export class Loopback {
  readonly requests: ReceivedRequest[] = [];
  readonly answers: Answer[] = [];
  readonly #server: Server = createServer(async (request, response) => {
    this.requests.push(await read(request));
    const { status = 200, headers = {}, body = {} } = this.answers.shift() ?? {};
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  });

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  reset(): void {
    this.requests.length = 0;
    this.answers.length = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** A client of this server that takes nothing from the environment. */
  client(options: ARCZonalShiftClientConfig = {}): ARCZonalShiftClient {
    return new ARCZonalShiftClient({
      endpoint: this.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
      ...options,
    });
  }
}

async function read(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const [path = '', query = ''] = (request.url ?? '').split('?');
  return {
    method: request.method ?? '',
    path,
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: request.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
