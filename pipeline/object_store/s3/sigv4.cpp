#include "pipeline/object_store/s3/sigv4.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <map>
#include <span>
#include <stdexcept>

#include "pipeline/content/running_digest.hpp"
#include "pipeline/platform/ascii.hpp"
#include "pipeline/platform/percent_encoding.hpp"

namespace pixferry {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
constexpr std::chrono::seconds kValidMax = std::chrono::days{7};

Sha256 hmac(std::span<const std::uint8_t> key, std::string_view text) {
  Sha256 code;
  unsigned int size = 0;
  const auto* made = HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
                          reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                          code.bytes.data(), &size);
  if (made == nullptr || size != code.bytes.size()) {
    throw std::runtime_error("OpenSSL cannot compute an HMAC");
  }
  return code;
}

std::string sha256_hex(std::string_view text) {
  RunningDigest digest{RunningDigest::Algorithm::sha256};
  digest.update(std::as_bytes(std::span{text}));
  return digest.finish<Sha256>().hex();
}

/// "20130524T000000Z"
std::string time_text(Timestamp time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(time - day)};
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

/// Without blanks at its ends, and with one for each run of them inside.
std::string squeezed(std::string_view value) {
  std::string out;
  for (const char c : value) {
    const bool is_blank = c == ' ' || c == '\t';
    if (!is_blank) {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

/// The headers that are signed, in the form in which they are.
struct CanonicalHeaders {
  std::string lines;
  std::string names;  ///< "host;x-amz-date"
};

CanonicalHeaders canonical_headers(const SigV4Request& request) {
  std::map<std::string, std::string> values{{"host", std::string{request.host}}};
  for (const auto& [name, value] : request.headers) {
    auto& line = values[ascii::lower(name)];
    line += (line.empty() ? "" : ",") + squeezed(value);
  }
  CanonicalHeaders headers;
  for (const auto& [name, value] : values) {
    headers.lines += name + ":" + value + "\n";
    headers.names += (headers.names.empty() ? "" : ";") + name;
  }
  return headers;
}

/// "20130524/us-east-1/s3/aws4_request"
std::string scope_of(const SigV4Identity& identity, std::string_view time) {
  return fmt::format("{}/{}/{}/aws4_request", time.substr(0, 8), identity.region, identity.service);
}

/// What is signed, and in whose name.
struct Subject {
  const SigV4Identity& identity;
  const std::string& time;
  const SigV4Request& request;
  const CanonicalHeaders& headers;
};

std::string signature_of(const Subject& subject) {
  const auto& [identity, time, request, headers] = subject;
  const auto canonical =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, request.path,
                  sigv4_query(request.query), headers.lines, headers.names, request.payload_sha256);
  const auto text = fmt::format("{}\n{}\n{}\n{}", kAlgorithm, time, scope_of(identity, time),
                                sha256_hex(canonical));
  const auto first = "AWS4" + identity.secret_access_key.reveal();
  const auto of_date = hmac({reinterpret_cast<const std::uint8_t*>(first.data()), first.size()},
                            std::string_view{time}.substr(0, 8));
  const auto of_region = hmac(of_date.bytes, identity.region);
  const auto of_service = hmac(of_region.bytes, identity.service);
  return hmac(hmac(of_service.bytes, "aws4_request").bytes, text).hex();
}

}  // namespace

std::string sigv4_query(const SigV4Query& query) {
  std::vector<std::pair<std::string, std::string>> encoded;
  for (const auto& [name, value] : query) {
    encoded.emplace_back(percent_encoded(name), percent_encoded(value));
  }
  std::ranges::sort(encoded);
  std::string text;
  for (const auto& [name, value] : encoded) {
    text += (text.empty() ? "" : "&") + name + "=" + value;
  }
  return text;
}

std::vector<HttpHeader> sigv4_signed(const SigV4Identity& identity, SigV4Request request,
                                     Timestamp now) {
  const auto time = time_text(now);
  request.headers.push_back({"x-amz-date", time});
  if (!identity.session_token.empty()) {
    request.headers.push_back({"x-amz-security-token", identity.session_token.reveal()});
  }
  const auto headers = canonical_headers(request);
  request.headers.push_back(
      {"Authorization", fmt::format("{} Credential={}/{},SignedHeaders={},Signature={}", kAlgorithm,
                                    identity.access_key_id, scope_of(identity, time), headers.names,
                                    signature_of({identity, time, request, headers}))});
  return std::move(request.headers);
}

std::string sigv4_presigned_query(const SigV4Identity& identity, SigV4Request request,
                                  Timestamp now, std::chrono::seconds valid_for) {
  const auto time = time_text(now);
  const auto headers = canonical_headers(request);
  const auto valid = std::clamp(valid_for, std::chrono::seconds{1}, kValidMax);
  auto& query = request.query;
  query.emplace_back("X-Amz-Algorithm", kAlgorithm);
  query.emplace_back("X-Amz-Credential", identity.access_key_id + "/" + scope_of(identity, time));
  query.emplace_back("X-Amz-Date", time);
  query.emplace_back("X-Amz-Expires", std::to_string(valid.count()));
  query.emplace_back("X-Amz-SignedHeaders", headers.names);
  if (!identity.session_token.empty()) {
    query.emplace_back("X-Amz-Security-Token", identity.session_token.reveal());
  }
  request.payload_sha256 = "UNSIGNED-PAYLOAD";
  const auto signature = signature_of({identity, time, request, headers});
  return sigv4_query(query) + "&X-Amz-Signature=" + signature;
}

}  // namespace pixferry
