#include "testing/loopback_tls.hpp"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>

namespace pixferry {

namespace {

template <auto free_it>
struct Free {
  template <class T>
  void operator()(T* object) const {
    free_it(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using TlsContext = std::unique_ptr<SSL_CTX, Free<SSL_CTX_free>>;
using File = std::unique_ptr<std::FILE, Free<std::fclose>>;
using TlsSession = std::unique_ptr<SSL, Free<SSL_free>>;

void require_server(bool succeeded) {
  if (!succeeded) throw std::runtime_error("OpenSSL makes no server");
}

Certificate self_signed(EVP_PKEY* key, const std::string& host) {
  constexpr long kDaySeconds = 86'400;
  Certificate certificate{X509_new()};
  X509_NAME* const name = X509_get_subject_name(certificate.get());
  const auto* const text = reinterpret_cast<const unsigned char*>(host.c_str());
  require_server(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0) == 1 &&
                 X509_set_issuer_name(certificate.get(), name) == 1 &&
                 X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kDaySeconds) != nullptr &&
                 X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kDaySeconds) != nullptr &&
                 X509_set_pubkey(certificate.get(), key) == 1 &&
                 X509_sign(certificate.get(), key, EVP_sha256()) != 0);
  return certificate;
}

std::shared_ptr<SSL_CTX> server_context() {
  const Key key{EVP_EC_gen("P-256")};
  TlsContext context{SSL_CTX_new(TLS_server_method())};
  const Certificate certificate = self_signed(key.get(), "127.0.0.1");
  require_server(SSL_CTX_use_certificate(context.get(), certificate.get()) == 1 &&
                 SSL_CTX_use_PrivateKey(context.get(), key.get()) == 1);
  return context;
}

}  // namespace

void write_certificate(const std::string& host, const std::string& certificate_path,
                       const std::string& key_path) {
  const Key key{EVP_EC_gen("P-256")};
  const auto certificate = self_signed(key.get(), host);
  const File certificate_file{std::fopen(certificate_path.c_str(), "w")};
  const File key_file{std::fopen(key_path.c_str(), "w")};
  require_server(
      certificate_file && key_file &&
      PEM_write_X509(certificate_file.get(), certificate.get()) == 1 &&
      PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
}

LoopbackServer::Script answering_over_untrusted_tls(LoopbackServer::Respond respond) {
  return
      [context = server_context(), respond = std::move(respond)](LoopbackConnection& connection) {
        const TlsSession session{SSL_new(context.get())};
        require_server(SSL_set_fd(session.get(), connection.descriptor()) == 1);
        std::array<char, 4096> request;
        if (SSL_accept(session.get()) != 1) return;
        if (SSL_read(session.get(), request.data(), static_cast<int>(request.size())) <= 0) return;
        const std::string answer = respond({});
        SSL_write(session.get(), answer.data(), static_cast<int>(answer.size()));
      };
}

}  // namespace pixferry
