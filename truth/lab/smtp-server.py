"""aiosmtpd with STARTTLS. Arguments: PORT CERTIFICATE KEY."""
import asyncio, ssl, sys
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*sys.argv[2:4])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Sink(), tls_context=context, hostname="lab"), "127.0.0.1", int(sys.argv[1]))
    await server.serve_forever()


asyncio.run(main())
