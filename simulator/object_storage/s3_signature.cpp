#include "simulator/object_storage/s3_signature.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdio>
#include <optional>
#include <vector>

#include "simulator/object_storage/s3_digests.hpp"

namespace pixferry::simulator {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view kUnsigned = "UNSIGNED-PAYLOAD";
constexpr std::chrono::minutes kSkewMax{15};

Words split(std::string_view text, char separator) {
  Words words;
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find(separator, from), text.size());
    words.emplace_back(text.substr(from, end - from));
    from = end + 1;
  }
  return words;
}

std::string uri_encode(std::string_view text, bool encode_slash) {
  constexpr std::string_view kKept =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (kKept.find(c) != kKept.npos || (c == '/' && !encode_slash)) {
      out += c;
      continue;
    }
    std::array<char, 4> escape{};
    std::snprintf(escape.data(), escape.size(), "%%%02X", static_cast<unsigned char>(c));
    out += escape.data();
  }
  return out;
}

/// What a request says of its own signature.
struct Claim {
  std::string key_id, day, region, service, terminator;
  std::string time;
  Words signed_headers;
  std::string signature;
  std::string payload;
  std::string token;
  bool is_link = false;
  long valid_seconds = 0;
};

bool read_credential(std::string_view text, Claim& claim) {
  const auto parts = split(text, '/');
  if (parts.size() < 5) return false;
  const auto from_end = [&](std::size_t count) { return parts[parts.size() - count]; };
  claim.key_id = parts[0];
  for (std::size_t i = 1; i + 4 < parts.size(); ++i) claim.key_id += "/" + parts[i];
  claim.day = from_end(4);
  claim.region = from_end(3);
  claim.service = from_end(2);
  claim.terminator = from_end(1);
  return claim.service == "s3" && claim.terminator == "aws4_request";
}

std::optional<Claim> claim_in_headers(const Request& request) {
  const std::string_view value = request.header("Authorization");
  constexpr std::string_view kStart = "AWS4-HMAC-SHA256 ";
  if (!value.starts_with(kStart)) return std::nullopt;
  Claim claim;
  bool has_credential = false;
  for (std::string_view part : split(value.substr(kStart.size()), ',')) {
    while (part.starts_with(' ')) part.remove_prefix(1);
    const auto equals = std::min(part.find('='), part.size() - 1);
    const auto name = part.substr(0, equals);
    const auto text = part.substr(equals + 1);
    if (name == "Credential") has_credential = read_credential(text, claim);
    if (name == "SignedHeaders") claim.signed_headers = split(text, ';');
    if (name == "Signature") claim.signature = text;
  }
  claim.time = request.header("x-amz-date");
  claim.payload = request.header("x-amz-content-sha256");
  claim.token = request.header("x-amz-security-token");
  return has_credential ? std::optional{claim} : std::nullopt;
}

std::optional<Claim> claim_in_query(const Request& request) {
  const auto parameter = [&](std::string_view name) {
    return request.parameter(name).value_or("");
  };
  Claim claim;
  if (parameter("X-Amz-Algorithm") != "AWS4-HMAC-SHA256") return std::nullopt;
  if (!read_credential(parameter("X-Amz-Credential"), claim)) return std::nullopt;
  claim.time = parameter("X-Amz-Date");
  claim.signed_headers = split(parameter("X-Amz-SignedHeaders"), ';');
  claim.signature = parameter("X-Amz-Signature");
  claim.token = parameter("X-Amz-Security-Token");
  claim.payload = kUnsigned;
  claim.is_link = true;
  const auto expires = parameter("X-Amz-Expires");
  std::from_chars(expires.data(), expires.data() + expires.size(), claim.valid_seconds);
  return claim;
}

std::optional<Timestamp> time_of(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (text.size() != 16 || std::sscanf(text.c_str(), "%4d%2u%2uT%2u%2u%2uZ", &year, &month, &day,
                                       &hour, &minute, &second) != 6) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second};
}

std::string canonical_query(const Request& request) {
  Words pairs;
  for (const auto& [name, value] : request.query) {
    if (name != "X-Amz-Signature") {
      pairs.push_back(uri_encode(name, true) + "=" + uri_encode(value, true));
    }
  }
  std::ranges::sort(pairs);
  std::string text;
  for (const auto& pair : pairs) text += (text.empty() ? "" : "&") + pair;
  return text;
}

std::string key_for(const Claim& claim, const std::string& secret) {
  std::string key = "AWS4" + secret;
  for (const auto* part : {&claim.day, &claim.region, &claim.service, &claim.terminator}) {
    key = hmac_sha256_bytes(key, *part);
  }
  return key;
}

std::string signature_for(const Request& request, const Claim& claim, const std::string& secret) {
  std::string canonical = request.method + "\n" + uri_encode(request.path, false) + "\n" +
                          canonical_query(request) + "\n";
  std::string names;
  for (const auto& name : claim.signed_headers) {
    canonical += name + ":" + std::string{request.header(name)} + "\n";
    names += (names.empty() ? "" : ";") + name;
  }
  canonical += "\n" + names + "\n" + claim.payload;
  const auto scope = claim.day + "/" + claim.region + "/s3/aws4_request";
  const auto to_sign =
      "AWS4-HMAC-SHA256\n" + claim.time + "\n" + scope + "\n" + hex_text(sha256_bytes(canonical));
  return hex_text(hmac_sha256_bytes(key_for(claim, secret), to_sign));
}

/// What may not travel unsigned: the host, and every x-amz- header.
bool signs_enough(const Request& request, const Claim& claim) {
  const auto is_signed = [&](std::string_view name) {
    return std::ranges::find(claim.signed_headers, name) != claim.signed_headers.end();
  };
  return is_signed("host") && std::ranges::all_of(request.headers, [&](const HttpHeader& header) {
           std::string name = header.name;
           std::ranges::transform(name, name.begin(), [](unsigned char c) {
             return static_cast<char>(std::tolower(c));
           });
           return !name.starts_with("x-amz-") || is_signed(name);
         });
}

SignatureVerdict verdict_on_time(const Claim& claim, Timestamp now) {
  const auto time = time_of(claim.time);
  if (!time || claim.day != claim.time.substr(0, 8)) return SignatureVerdict::malformed;
  if (claim.is_link) {
    const bool is_over = now > *time + std::chrono::seconds{claim.valid_seconds};
    return is_over ? SignatureVerdict::link_expired : SignatureVerdict::right;
  }
  const bool is_near = *time > now - kSkewMax && *time < now + kSkewMax;
  return is_near ? SignatureVerdict::right : SignatureVerdict::clock_wrong;
}

}  // namespace

SignatureVerdict verify_signature(const Request& request, const S3Account& account, Timestamp now) {
  const bool has_header = !request.header("Authorization").empty();
  if (!has_header && !request.parameter("X-Amz-Signature")) return SignatureVerdict::missing;
  const auto claim = has_header ? claim_in_headers(request) : claim_in_query(request);
  if (!claim || claim->payload.empty()) return SignatureVerdict::malformed;
  if (claim->key_id != account.access_key_id) return SignatureVerdict::key_unknown;
  if (claim->token != account.session_token) return SignatureVerdict::token_wrong;
  if (claim->region != account.region) return SignatureVerdict::region_wrong;
  const auto on_time = verdict_on_time(*claim, now);
  if (on_time != SignatureVerdict::right) return on_time;
  const bool is_right =
      signs_enough(request, *claim) &&
      signature_for(request, *claim, account.secret_access_key) == claim->signature;
  if (!is_right) return SignatureVerdict::wrong;
  const bool is_whole =
      claim->payload == kUnsigned || claim->payload == hex_text(sha256_bytes(request.body));
  return is_whole ? SignatureVerdict::right : SignatureVerdict::payload_wrong;
}

}  // namespace pixferry::simulator
