import { connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { Certificate } from './certificate.ts';

/** Ends TLS in front of the Region, in a process of its own: what it computes is neither the responder's nor the Region's. */
export interface TerminatorOrder extends Certificate {
  /** The Region's port. */
  readonly port: number;
}

process.once('message', ({ key, certificate, port }: TerminatorOrder) => {
  const server = createServer({ key, cert: certificate, noDelay: true }, (client) => {
    const region = connect({ host: '127.0.0.1', port, noDelay: true });
    // A process that is measured may be killed at any moment.
    const end = (one: Socket, other: Socket) => one.on('error', () => other.destroy()).on('close', () => other.destroy());
    end(client, region);
    end(region, client);
    client.pipe(region).pipe(client);
  });
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
});
process.once('disconnect', () => process.exit());
