#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "api-gateway/http/problem.hpp"
#include "api-gateway/http/request.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/model/webhook.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry::routes {

inline constexpr std::size_t kWebhookDescriptionBytesMax = 200;

/// What a client wants of a new webhook.
struct WebhookBody {
  std::string url;  ///< as it will be called
  std::string description;
  std::vector<WebhookEvent> events;  ///< all there are, unless some were chosen
  std::optional<Secret> secret;      ///< none: one is made
};

/// What is wrong with it is a 422 that names every field.
std::variant<WebhookBody, http::Problem> read_webhook_body(
    const http::Request& request, const Limits& limits,
    const std::vector<std::string>& allowed_origins);

/// `{"secret": …}`, or nothing of it.
std::variant<std::optional<Secret>, http::Problem> read_secret_body(const http::Request& request,
                                                                    const Limits& limits);

}  // namespace pixferry::routes
