#include "pipeline/platform/tls_stream.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <climits>

namespace pixferry {
namespace {

constexpr std::size_t kRecordBytes = 16u << 10;

bool is_address(const std::string& host) {
  in6_addr address{};
  return ::inet_pton(AF_INET, host.c_str(), &address) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

int bounded(std::size_t size) {
  return static_cast<int>(std::min<std::size_t>(size, INT_MAX));
}

}  // namespace

void TlsStream::FreeContext::operator()(ssl_ctx_st* context) const {
  SSL_CTX_free(context);
}
void TlsStream::FreeSession::operator()(ssl_st* session) const {
  SSL_free(session);
}

Result<std::unique_ptr<TlsStream>> TlsStream::open(const Context& context,
                                                   std::unique_ptr<ByteStream> below,
                                                   const Peer& peer) {
  std::unique_ptr<TlsStream> stream{new TlsStream{std::move(below)}};
  if (auto prepared = stream->prepare(peer); !prepared) return prepared.error();
  const auto shaken =
      stream->run(context, [&] { return SSL_do_handshake(stream->session_.get()); });
  if (!shaken) return shaken.error();
  return stream;
}

Result<> TlsStream::prepare(const Peer& peer) {
  ERR_clear_error();
  context_.reset(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
  const int trusts = peer.ca_file.empty() ? SSL_CTX_set_default_verify_paths(context_.get())
                                          : SSL_CTX_load_verify_locations(
                                                context_.get(), peer.ca_file.c_str(), nullptr);
  if (trusts != 1) {
    return Error{ErrorCode::invalid_configuration,
                 fmt::format("no certificates of authorities can be read from {}", peer.ca_file)};
  }
  session_.reset(SSL_new(context_.get()));
  SSL_set_connect_state(session_.get());
  SSL_set_bio(session_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  const bool names_peer =
      is_address(peer.host)
          ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session_.get()), peer.host.c_str()) == 1
          : SSL_set1_host(session_.get(), peer.host.c_str()) == 1 &&
                SSL_set_tlsext_host_name(session_.get(), peer.host.c_str()) == 1;
  if (!names_peer) return failure();
  return {};
}

Result<int> TlsStream::run(const Context& context, const auto& operation) {
  while (true) {
    ERR_clear_error();
    const int result = operation();
    const int verdict = SSL_get_error(session_.get(), result);
    if (auto sent = send_records(context); !sent) return sent.error();
    if (verdict == SSL_ERROR_NONE) return result;
    if (verdict == SSL_ERROR_ZERO_RETURN) {
      return Error{ErrorCode::network, "the other side closed the connection"};
    }
    if (verdict != SSL_ERROR_WANT_READ) return failure();
    if (auto received = receive_records(context); !received) return received.error();
  }
}

Result<> TlsStream::send_records(const Context& context) {
  std::array<char, kRecordBytes> records;
  while (true) {
    const int count = BIO_read(SSL_get_wbio(session_.get()), records.data(), bounded(kRecordBytes));
    if (count <= 0) return {};
    auto sent = below_->send(context, {records.data(), static_cast<std::size_t>(count)});
    if (!sent) return sent.error();
  }
}

Result<> TlsStream::receive_records(const Context& context) {
  std::array<char, kRecordBytes> records;
  const auto count = below_->receive(context, records);
  if (!count) return count.error();
  BIO_write(SSL_get_rbio(session_.get()), records.data(), bounded(*count));
  return {};
}

Error TlsStream::failure() const {
  const auto code = ERR_peek_last_error();
  const auto verified = SSL_get_verify_result(session_.get());
  if (verified != X509_V_OK) {
    return {ErrorCode::network, fmt::format("its certificate is not trusted ({})",
                                            X509_verify_cert_error_string(verified))};
  }
  const char* const reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  return {ErrorCode::network, fmt::format("TLS failed ({})", reason ? reason : "no reason given")};
}

Result<> TlsStream::send(const Context& context, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = run(
        context, [&] { return SSL_write(session_.get(), bytes.data(), bounded(bytes.size())); });
    if (!written) return written.error();
    bytes.remove_prefix(static_cast<std::size_t>(*written));
  }
  return {};
}

Result<std::size_t> TlsStream::receive(const Context& context, std::span<char> into) {
  const auto count =
      run(context, [&] { return SSL_read(session_.get(), into.data(), bounded(into.size())); });
  if (!count) return count.error();
  return static_cast<std::size_t>(*count);
}

}  // namespace pixferry
