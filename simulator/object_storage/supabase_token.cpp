#include "simulator/object_storage/supabase_token.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <optional>

#include "pipeline/object_store/supabase/base64url.hpp"
#include "pipeline/platform/json.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

std::string signature_of(std::string_view text, std::string_view secret) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), code.data(), &size);
  return base64url({reinterpret_cast<const char*>(code.data()), size});
}

std::optional<bj::object> object_in(std::string_view part) {
  const auto text = base64url_decoded(part);
  if (!text) return std::nullopt;
  bj::error_code failure;
  auto value = bj::parse(*text, failure);
  if (failure || !value.is_object()) return std::nullopt;
  return std::move(value.as_object());
}

}  // namespace

std::string signed_token(const bj::object& claims, std::string_view secret) {
  const auto header = bj::serialize(bj::object{{"alg", "HS256"}, {"typ", "JWT"}});
  const auto text = base64url(header) + "." + base64url(bj::serialize(claims));
  return text + "." + signature_of(text, secret);
}

std::variant<bj::object, TokenRefusal> read_token(std::string_view token, std::string_view secret,
                                                  Timestamp now) {
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  if (first == last || token.find('.', first + 1) != last) {
    return TokenRefusal{"Invalid Compact JWS"};
  }
  const auto header = object_in(token.substr(0, first));
  if (!header) return TokenRefusal{"JWS Protected Header is invalid"};
  if (json::text_at(*header, "alg") != "HS256") {
    return TokenRefusal{"\"alg\" (Algorithm) Header Parameter value not allowed"};
  }
  if (token.substr(last + 1) != signature_of(token.substr(0, last), secret)) {
    return TokenRefusal{"signature verification failed"};
  }
  auto claims = object_in(token.substr(first + 1, last - first - 1));
  if (!claims) return TokenRefusal{"JWT Claims Set must be a top-level JSON object"};
  const auto expiry = json::integer_at(*claims, "exp");
  if (expiry && Timestamp{std::chrono::seconds{*expiry}} <= now) {
    return TokenRefusal{"\"exp\" claim timestamp check failed"};
  }
  return *std::move(claims);
}

}  // namespace pixferry::simulator
