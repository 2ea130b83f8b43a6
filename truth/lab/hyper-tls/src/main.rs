//! hyper-tls ADDRESS rustls|openssl CERTIFICATE KEY [1.2] [keep] [half]
//!   1.2: TLS 1.2 at most; keep: HTTP keep-alive on; half: allow the client to half-close.
//! GET or POST /BYTES[/MODE] answers with BYTES bytes of body.
//!   MODE drop (default): the request body is dropped unread, as many handlers do; with a chunked request this closes
//!   hyper's read side early, and hyper 0.14 then shuts the stream down as soon as a flush is pending.
//!   MODE read: the request body is read first. MODE stream, readstream: the response is chunked.
use hyper::{body::HttpBody, server::conn::Http, service::service_fn, Body, Request, Response};
use openssl::ssl::{Ssl, SslAcceptor, SslFiletype, SslMethod, SslVersion};
use std::{convert::Infallible, fs, io::BufReader, pin::Pin, sync::Arc};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::rustls::{self, Certificate, PrivateKey, ServerConfig};

async fn handle(req: Request<Body>) -> Result<Response<Body>, Infallible> {
    let path = req.uri().path().to_string();
    let mut parts = path.trim_start_matches('/').split('/');
    let size: usize = match parts.next().unwrap_or("").parse() {
        Ok(size) => size,
        Err(_) => return Ok(Response::builder().status(404).body(Body::from("not found")).unwrap()),
    };
    let mode = parts.next().unwrap_or("drop").to_string();
    let mut body = req.into_body();
    if mode.starts_with("read") {
        while let Some(Ok(_)) = body.data().await {}
    }
    if mode.ends_with("stream") {
        let (mut sender, stream) = Body::channel();
        tokio::spawn(async move {
            for _ in 0..size / 65536 {
                if sender.send_data(vec![b'.'; 65536].into()).await.is_err() {
                    break;
                }
            }
        });
        return Ok(Response::new(stream));
    }
    Ok(Response::new(Body::from(vec![b'.'; size])))
}

async fn serve<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(io: S, keep: bool, half: bool) {
    let http = Http::new().http1_only(true).http1_keep_alive(keep).http1_half_close(half).clone();
    if let Err(error) = http.serve_connection(io, service_fn(handle)).await {
        eprintln!("connection error: {error:?}");
    }
}

fn by_rustls(certificate: &str, key: &str, old: bool) -> Arc<ServerConfig> {
    let read = |path: &str| BufReader::new(fs::File::open(path).unwrap());
    let chain = rustls_pemfile::certs(&mut read(certificate)).unwrap().into_iter().map(Certificate).collect();
    let key = PrivateKey(rustls_pemfile::pkcs8_private_keys(&mut read(key)).unwrap().remove(0));
    let versions: &[&rustls::SupportedProtocolVersion] =
        if old { &[&rustls::version::TLS12] } else { &[&rustls::version::TLS13, &rustls::version::TLS12] };
    let config = ServerConfig::builder()
        .with_safe_default_cipher_suites()
        .with_safe_default_kx_groups()
        .with_protocol_versions(versions)
        .unwrap();
    Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap())
}

fn by_openssl(certificate: &str, key: &str, old: bool) -> SslAcceptor {
    let mut acceptor = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls()).unwrap();
    acceptor.set_certificate_chain_file(certificate).unwrap();
    acceptor.set_private_key_file(key, SslFiletype::PEM).unwrap();
    acceptor.set_max_proto_version(old.then_some(SslVersion::TLS1_2)).unwrap();
    acceptor.build()
}

async fn accept_openssl(acceptor: Arc<SslAcceptor>, tcp: TcpStream, keep: bool, half: bool) {
    let ssl = Ssl::new(acceptor.context()).unwrap();
    let mut stream = tokio_openssl::SslStream::new(ssl, tcp).unwrap();
    if Pin::new(&mut stream).accept().await.is_ok() {
        serve(stream, keep, half).await;
    }
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let args: Vec<String> = std::env::args().collect();
    let has = |word: &str| args.iter().any(|each| each == word);
    let (keep, half) = (has("keep"), has("half"));
    let listener = TcpListener::bind(&args[1]).await.unwrap();
    if args[2] == "openssl" {
        let acceptor = Arc::new(by_openssl(&args[3], &args[4], has("1.2")));
        loop {
            tokio::spawn(accept_openssl(acceptor.clone(), listener.accept().await.unwrap().0, keep, half));
        }
    }
    let acceptor = tokio_rustls::TlsAcceptor::from(by_rustls(&args[3], &args[4], has("1.2")));
    loop {
        let (acceptor, tcp) = (acceptor.clone(), listener.accept().await.unwrap().0);
        tokio::spawn(async move {
            if let Ok(stream) = acceptor.accept(tcp).await {
                serve(stream, keep, half).await;
            }
        });
    }
}
