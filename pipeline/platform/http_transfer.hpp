#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>

#include "pipeline/platform/http_client.hpp"
#include "pipeline/platform/http_url.hpp"

struct sockaddr;

namespace pixferry {

/// One request to one URL and its one answer. Whoever makes it keeps the references alive.
struct HttpExchange {
  const HttpRequest& request;
  const HttpUrl& url;
  std::span<const HttpHeader> headers;
  bool is_trusted;  ///< the origin is exempt from the address check
  std::stop_token stop;
  std::chrono::milliseconds timeout;
};

/// What becomes of an exchange while it runs: takes the answer piece by piece and says no where a
/// bound or a rule is broken.
class HttpTransfer {
 public:
  HttpTransfer(const HttpExchange& exchange, std::size_t header_bytes_max)
      : exchange_(exchange), header_bytes_max_(header_bytes_max) {}

  /// False ends the transfer.
  bool take_header(std::string_view line);
  bool take_body(int status, std::span<const std::byte> bytes);
  /// The next bytes of the request's body file, at most as many as there is room for: their number,
  /// 0 at the end, nothing where the file cannot be read to its end.
  std::optional<std::size_t> give_body(std::span<std::byte> room);
  /// From that byte of the body file on, for a connection that died and is replaced.
  void seek_body(std::int64_t offset) { body_offset_ = offset; }
  bool is_stopped() const { return exchange_.stop.stop_requested(); }
  /// Whether a connection to that address may be opened.
  bool admits(const sockaddr& address);

  /// Why the transfer was ended from this side.
  const std::optional<Error>& failure() const { return failure_; }
  /// Whether all that is wanted of the body is there although more was to come.
  bool is_cut() const { return is_cut_; }
  bool was_refused() const { return was_refused_; }
  /// libcurl calls it a success when the connection closes within the headers.
  bool has_all_headers() const { return has_all_headers_; }
  HttpAnswer take_answer(int status);

 private:
  bool keep(int status, std::span<const std::byte> bytes);
  bool fail(ErrorCode code, std::string_view what);

  const HttpExchange& exchange_;
  std::size_t header_bytes_max_;
  std::size_t header_bytes_ = 0;
  std::int64_t body_offset_ = 0;
  HttpAnswer answer_;
  std::optional<Error> failure_;
  bool has_all_headers_ = false;
  bool has_body_ = false;
  bool is_cut_ = false;
  bool was_refused_ = false;
};

}  // namespace pixferry
