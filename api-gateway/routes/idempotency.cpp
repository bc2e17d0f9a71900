#include "api-gateway/routes/idempotency.hpp"

#include <openssl/sha.h>

#include <algorithm>
#include <array>

#include "api-gateway/http/problem.hpp"
#include "api-gateway/routes/find_job.hpp"
#include "pipeline/platform/log.hpp"

namespace pixferry::routes {
namespace {

constexpr std::size_t kKeyBytesMax = 255;
constexpr std::size_t kKeptBodyBytesMax = 256u << 10;
/// Beyond the time that a request may take.
constexpr std::chrono::seconds kCarryOutMargin{5};
/// These mean that the same request may fare better later.
constexpr std::array kPassing{401, 408, 409, 429};

/// Of texts one after the other, each with its length before it, so that no two lists are alike.
Sha256 fingerprint(std::initializer_list<std::string_view> texts) {
  std::string joined;
  for (const auto text : texts) joined.append(std::to_string(text.size())).append(":").append(text);
  Sha256 digest;
  SHA256(reinterpret_cast<const unsigned char*>(joined.data()), joined.size(), digest.bytes.data());
  return digest;
}

bool is_key(std::string_view text) {
  const auto is_printable = [](char c) { return c >= 0x20 && c < 0x7F; };
  return !text.empty() && text.size() <= kKeyBytesMax && std::ranges::all_of(text, is_printable);
}

/// The key is part of the hash, so that nobody who reads the catalog can try passwords on it.
OnceOnly once_only(std::string_view key, const http::Request& request) {
  std::string query;
  for (const auto& [name, value] : request.query)
    query.append(name).append("=").append(value) += '&';
  return {.owner = std::string{kDefaultOwner},
          .key = fingerprint({key}),
          .request = fingerprint({key, request.method, request.path, query, request.body})};
}

http::Response refused(int status, std::string_view code, std::string_view detail,
                       const http::Request& request) {
  return http::to_response(http::plain_problem(status, code, detail), request.request_id);
}

http::Response under_way(const http::Request& request) {
  auto problem =
      http::plain_problem(409, "idempotency_key_in_use",
                          "The first request with this Idempotency-Key is being answered.");
  problem.retryable = true;
  auto response = http::to_response(problem, request.request_id);
  response.headers.set("Retry-After", "1");
  return response;
}

http::Response replayed(KeptAnswer answer) {
  http::Response response{answer.status, {}, std::move(answer.body)};
  response.headers.set("Content-Type", std::move(answer.content_type));
  if (!answer.location.empty()) response.headers.set("Location", std::move(answer.location));
  response.headers.set("Idempotency-Replayed", "true");
  return response;
}

/// Nothing of an answer that is not to be repeated.
std::optional<KeptAnswer> answer_to_keep(const http::Response& response) {
  const auto* body = std::get_if<std::string>(&response.body);
  const bool is_final = response.status >= 200 && response.status < 500 &&
                        std::ranges::find(kPassing, response.status) == kPassing.end();
  if (!is_final || body == nullptr || body->size() > kKeptBodyBytesMax) return std::nullopt;
  return KeptAnswer{.status = response.status,
                    .location = std::string{response.headers.find("Location").value_or("")},
                    .content_type = std::string{response.headers.find("Content-Type").value_or("")},
                    .body = *body};
}

/// Gives the request back unless its answer was kept, however it ended.
class FirstAnswer {
 public:
  FirstAnswer(KeptAnswers& answers, const Context& context, OnceOnly once, FirstTime first)
      : answers_(answers), context_(context), once_(std::move(once)), first_(first) {}
  FirstAnswer(const FirstAnswer&) = delete;
  FirstAnswer& operator=(const FirstAnswer&) = delete;
  ~FirstAnswer() {
    if (!is_kept_) warn_of(answers_.release(context_, once_, first_));
  }

  void keep(const http::Response& response) {
    const auto answer = answer_to_keep(response);
    if (!answer) return;
    is_kept_ = true;
    warn_of(answers_.keep(context_, once_, first_, *answer));
  }

 private:
  static void warn_of(const Result<>& result) {
    if (result) return;
    log::warning("an answer could not be kept for its Idempotency-Key",
                 {{"detail", result.error().message}});
  }

  KeptAnswers& answers_;
  const Context& context_;
  OnceOnly once_;
  FirstTime first_;
  bool is_kept_ = false;
};

}  // namespace

http::Surrounding idempotency(KeptAnswers& answers, const Limits& limits) {
  return [&answers, &limits](const http::Route& route, const http::Request& request) {
    const auto key = request.headers.find("Idempotency-Key");
    if (!key || request.method != "POST") return route.handler(request);
    if (!is_key(*key)) {
      return refused(422, "invalid_idempotency_key",
                     "An Idempotency-Key has 1 to 255 printable ASCII characters.", request);
    }
    const auto once = once_only(*key, request);
    auto claim = answers.claim(request.context, once, limits.request_seconds_max + kCarryOutMargin);
    if (!claim) return failure(claim.error(), request);
    if (std::holds_alternative<UnderWay>(*claim)) return under_way(request);
    if (std::holds_alternative<KeyOfAnother>(*claim)) {
      return refused(422, "idempotency_key_reused",
                     "This Idempotency-Key was sent with another request before.", request);
    }
    if (auto* answer = std::get_if<KeptAnswer>(&*claim)) return replayed(std::move(*answer));
    FirstAnswer first{answers, request.context, once, std::get<FirstTime>(*claim)};
    auto response = route.handler(request);
    first.keep(response);
    return response;
  };
}

}  // namespace pixferry::routes
