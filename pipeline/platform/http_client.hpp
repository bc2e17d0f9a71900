#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/limits.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry {

struct HttpHeader {
  std::string name;
  std::string value;
};

/// Takes the body as it arrives, in order. An Error stops the transfer and becomes its result.
using BodySink = std::function<Result<>(std::span<const std::byte>)>;

/// A body that lies in a file and is sent from there, never held in memory as a whole. It is read
/// by position from the file's first byte on, so the descriptor's own offset counts for nothing and
/// any number of requests may send the same file at once.
struct BodyFile {
  int descriptor = -1;  ///< open until send() returns
  std::int64_t size_bytes = 0;
};

struct HttpRequest {
  std::string method = "GET";
  std::string url;  ///< built from constants, configuration and ids; never a user's text
  std::vector<HttpHeader> headers = {};
  std::string body = {};
  /// In place of `body`, for any method but HEAD. Announced with its Content-Length.
  std::optional<BodyFile> body_file = std::nullopt;
  /// Where a 2xx body goes. Without one it is kept in HttpAnswer::body. Bodies of other statuses
  /// are always kept there, cut at `kept_bytes_max`.
  BodySink sink = {};
  std::size_t kept_bytes_max = 16u << 20;
  std::chrono::milliseconds timeout{60'000};  ///< for the whole exchange, besides the context's
  /// For GET and HEAD: at most Limits::redirects_max, to allowed hosts only.
  bool allow_redirects = false;
};

struct HttpAnswer {
  int status = 0;
  std::vector<HttpHeader> headers = {};
  std::string body = {};
  std::string host = {};  ///< that gave the answer, after redirects
  bool is_success() const { return status >= 200 && status < 300; }
  /// The first header of that name, compared without case; empty if there is none.
  std::string_view header(std::string_view name) const;
  /// Retry-After as seconds or an HTTP date, at most a day; nothing if absent or unreadable.
  std::optional<std::chrono::milliseconds> retry_after(const Clock& clock) const;
};

/// Which hosts outgoing connections may reach.
struct HttpPolicy {
  /// Origins ("https://host", "http://127.0.0.1:9000") that the operator configured: exempt from
  /// the address check, and the only ones for which plain http is allowed.
  std::vector<std::string> trusted_origins = {};
  /// Hosts a redirect may lead to over https: these or their subdomains.
  std::vector<std::string> redirect_suffixes = {};
  /// Hosts, or domains of them, to which a redirect over https is not followed but given back as
  /// the answer: where it leads tells what is the matter. What is also below a redirect suffix is
  /// followed.
  std::vector<std::string> unfollowed_suffixes = {};
};

/// Blocking HTTP over libcurl, with kept-alive connections. Thread-safe; each call holds one handle
/// of a pool. The rules: https only (http for trusted origins), TLS 1.2 and verified, no proxies,
/// no content decoding, redirects followed by hand with credentials dropped when the host changes
/// (headers, and the query parameter `key`), and the address that is really connected checked in
/// the open-socket callback against private and special ranges.
///
/// An answer with any status is a success here; an Error is `timeout`, `network` (also for a host
/// whose address is forbidden), `stopped`, `too_large` (a kept body above its bound),
/// `source_forbidden` (a forbidden redirect, or plain http), `invalid_request` (a URL, method or
/// header that may not be sent), `storage_unavailable` (the body's file cannot be read to its end),
/// or what the sink returned. Its message names host and path and never the query.
class HttpClient {
 public:
  /// Throws std::invalid_argument if a trusted origin is not an http or https URL.
  HttpClient(const HttpPolicy& policy, const Clock& clock, const Limits& limits);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  Result<HttpAnswer> send(const Context& context, const HttpRequest& request);

 private:
  struct Pool;
  class Journey;
  std::unique_ptr<Pool> pool_;
};

}  // namespace pixferry
