#include "pipeline/platform/http_client.hpp"

#include "pipeline/platform/http_handle.hpp"
#include "pipeline/platform/http_origins.hpp"
#include "pipeline/platform/http_url.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <strings.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace pixferry {

namespace {

constexpr std::chrono::milliseconds kTimeoutMax = std::chrono::hours{24};

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c > 0x20 && c < 0x7f &&
           std::string_view{"()<>@,;:\\\"/[]?={}"}.find(c) == std::string_view::npos;
  });
}

/// What would let a value break out of its line of the request.
std::optional<Error> complaint_about(const HttpRequest& request) {
  if (!is_token(request.method)) {
    return Error{ErrorCode::invalid_request, "the HTTP method is not a word"};
  }
  if (request.body_file && (request.method == "HEAD" || !request.body.empty())) {
    return Error{ErrorCode::invalid_request, "a file is one body too many for the request"};
  }
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name) || std::any_of(value.begin(), value.end(), is_control)) {
      return Error{ErrorCode::invalid_request,
                   "a request header has characters that no header may have"};
    }
  }
  return std::nullopt;
}

bool is_redirect(const HttpRequest& request, const HttpAnswer& answer) {
  static constexpr std::array kStatuses{301, 302, 303, 307, 308};
  return request.allow_redirects && (request.method == "GET" || request.method == "HEAD") &&
         std::find(kStatuses.begin(), kStatuses.end(), answer.status) != kStatuses.end() &&
         !answer.header("Location").empty();
}

/// Whatever else was sent may be a credential of the first origin.
bool may_follow_to_another_origin(const HttpHeader& header) {
  static constexpr std::array kHarmless{"Accept", "Range", "User-Agent"};
  return std::any_of(kHarmless.begin(), kHarmless.end(), [&](const char* name) {
    return ::strcasecmp(header.name.c_str(), name) == 0;
  });
}

std::vector<HttpHeader> without_credentials(std::vector<HttpHeader> headers) {
  std::erase_if(headers, [](const auto& header) { return !may_follow_to_another_origin(header); });
  return headers;
}

void initialise_libcurl() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) throw std::runtime_error("libcurl does not start");
}

}  // namespace

/// The handles that no call holds. The one used last is taken first: its connections are warm.
struct HttpClient::Pool {
  Pool(const HttpPolicy& policy, const Clock& clock_used, const Limits& limits_used)
      : origins(policy), clock(clock_used), limits(limits_used) {
    initialise_libcurl();
  }

  std::unique_ptr<HttpHandle> take() {
    {
      const std::lock_guard lock{mutex};
      if (!idle.empty()) {
        auto handle = std::move(idle.back());
        idle.pop_back();
        return handle;
      }
    }
    return std::make_unique<HttpHandle>(limits);
  }

  void give_back(std::unique_ptr<HttpHandle> handle) {
    const auto idle_max = static_cast<std::size_t>(limits.transfers + limits.listers);
    const std::lock_guard lock{mutex};
    if (idle.size() < idle_max) idle.push_back(std::move(handle));
  }

  Instant deadline_of(const Context& context, const HttpRequest& request) const {
    return context.until(clock.steady() + std::min(request.timeout, kTimeoutMax)).deadline;
  }

  const HttpOrigins origins;
  const Clock& clock;
  const Limits limits;
  std::mutex mutex;
  std::vector<std::unique_ptr<HttpHandle>> idle;
};

/// One request on its way through its redirects.
class HttpClient::Journey {
 public:
  Journey(Pool& pool, const Context& context, const HttpRequest& request, HttpUrl url)
      : pool_(pool),
        context_(context.until(pool.deadline_of(context, request))),
        request_(request),
        url_(std::move(url)),
        headers_(request.headers) {}

  Result<HttpAnswer> run(HttpHandle& handle) {
    for (int redirects = 0;; ++redirects) {
      auto answer = ask(handle);
      if (!answer || !is_redirect(request_, *answer)) return answer;
      auto target = redirect_target(url_, std::string{answer->header("Location")});
      if (target && pool_.origins.leaves_unfollowed(*target)) return answer;
      if (redirects == pool_.limits.redirects_max) {
        return error(ErrorCode::network, fmt::format("redirected more than {} times", redirects));
      }
      if (auto turned = turn_to(std::move(target)); !turned) return turned.error();
    }
  }

 private:
  Result<HttpAnswer> ask(HttpHandle& handle) {
    if (context_.is_stopped()) return error(ErrorCode::stopped, "called off");
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(context_.deadline - pool_.clock.steady());
    if (left.count() <= 0) return error(ErrorCode::timeout, "no time is left for it");
    return handle.perform({.request = request_,
                           .url = url_,
                           .headers = headers_,
                           .is_trusted = pool_.origins.is_trusted(url_),
                           .stop = context_.stop,
                           .timeout = left});
  }

  Result<> turn_to(std::optional<HttpUrl> target) {
    if (!target) {
      return error(ErrorCode::source_forbidden, "redirected to what is no web address");
    }
    if (auto refusal = pool_.origins.refusal_of_redirect(url_, *target)) return *refusal;
    if (target->origin != url_.origin) {
      target = without_key(std::move(*target));
      headers_ = without_credentials(std::move(headers_));
    }
    url_ = std::move(*target);
    return {};
  }

  Error error(ErrorCode code, std::string_view what) const {
    return {code, fmt::format("{}: {}", url_.place, what)};
  }

  Pool& pool_;
  const Context context_;
  const HttpRequest& request_;
  HttpUrl url_;
  std::vector<HttpHeader> headers_;
};

HttpClient::HttpClient(const HttpPolicy& policy, const Clock& clock, const Limits& limits)
    : pool_(std::make_unique<Pool>(policy, clock, limits)) {}

HttpClient::~HttpClient() = default;

Result<HttpAnswer> HttpClient::send(const Context& context, const HttpRequest& request) {
  if (auto complaint = complaint_about(request)) return *complaint;
  auto url = parse_http_url(request.url);
  if (!url) return Error{ErrorCode::invalid_request, "the address asked for is no http URL"};
  if (auto refusal = pool_->origins.refusal_of_request(*url)) return *refusal;
  auto handle = pool_->take();
  auto answer = Journey{*pool_, context, request, std::move(*url)}.run(*handle);
  pool_->give_back(std::move(handle));
  return answer;
}

}  // namespace pixferry
