#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/platform/random.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry {

/// Secrets and signatures of webhooks as Standard Webhooks has them
/// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).

/// "whsec_" and the base64 of 32 random bytes.
Secret new_webhook_secret(Random& random);

/// The same text, or nothing unless it is "whsec_" and the base64 of 24 to 64 bytes.
std::optional<Secret> parse_webhook_secret(std::string_view text);

/// What is signed besides the secret.
struct SignedMessage {
  std::string_view id;
  std::int64_t timestamp_seconds = 0;  ///< since 1970
  std::string_view body;
};

/// `webhook-signature`: "v1," and the base64 of HMAC-SHA256 over "id.timestamp.body", once for each
/// secret, separated by blanks. A secret that parse_webhook_secret() refuses signs nothing.
std::string webhook_signature(std::span<const Secret> secrets, const SignedMessage& message);

}  // namespace pixferry
