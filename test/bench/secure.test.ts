import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import { makeCertificate } from '../../bench/tls/certificate.ts';

describe('the certificate of the bench', () => {
  it('is trusted by who is given it, for 127.0.0.1, and by nobody else', async () => {
    const { key, certificate } = makeCertificate();
    const server = createServer({ key, cert: certificate }, (socket) => socket.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const answer = (ca?: string) =>
      new Promise<string>((resolve) => {
        const socket = connect({ host: '127.0.0.1', port, ...(ca === undefined ? {} : { ca }) });
        socket.on('data', (data) => resolve(data.toString())).on('error', ({ message }) => resolve(message));
      });
    const answers = [await answer(certificate), await answer(), await answer(makeCertificate().certificate)];
    await new Promise((resolve) => server.close(resolve));
    expect(answers).toEqual(['hello', expect.stringContaining('self-signed'), expect.stringMatching(/signed|signature/)]);
  });
});
