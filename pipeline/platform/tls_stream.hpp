#pragma once

#include <memory>
#include <string>

#include "pipeline/platform/byte_stream.hpp"

struct ssl_st;
struct ssl_ctx_st;

namespace pixferry {

/// TLS 1.2 or later over another stream. The certificate has to be valid for the host and signed by
/// an authority we trust; there is no way to do without.
class TlsStream final : public ByteStream {
 public:
  struct Peer {
    std::string host;     ///< asked for by SNI, unless it is an address
    std::string ca_file;  ///< the only authorities that count (PEM); empty: the system's
  };

  /// Errors as of the stream, and `invalid_configuration` for a file of authorities that cannot be
  /// read. The messages say what happened but not to whom.
  static Result<std::unique_ptr<TlsStream>> open(const Context& context,
                                                 std::unique_ptr<ByteStream> below,
                                                 const Peer& peer);

  Result<> send(const Context& context, std::string_view bytes) override;
  Result<std::size_t> receive(const Context& context, std::span<char> into) override;

 private:
  struct FreeContext {
    void operator()(ssl_ctx_st* context) const;
  };
  struct FreeSession {
    void operator()(ssl_st* session) const;
  };

  explicit TlsStream(std::unique_ptr<ByteStream> below) : below_(std::move(below)) {}
  Result<> prepare(const Peer& peer);
  /// Repeats an operation of OpenSSL, carrying its records to and fro, until it has a result.
  Result<int> run(const Context& context, const auto& operation);
  Result<> send_records(const Context& context);
  Result<> receive_records(const Context& context);
  Error failure() const;

  std::unique_ptr<ByteStream> below_;
  std::unique_ptr<ssl_ctx_st, FreeContext> context_;
  std::unique_ptr<ssl_st, FreeSession> session_;
};

}  // namespace pixferry
