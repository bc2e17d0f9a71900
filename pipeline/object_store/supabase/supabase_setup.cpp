#include "pipeline/object_store/supabase/supabase_setup.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/object_store/supabase/supabase_key.hpp"
#include "pipeline/platform/ascii.hpp"
#include "pipeline/platform/http_url.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

using KeyKind = SupabaseKey::Kind;

constexpr std::size_t kBucketBytesMax = 100;
constexpr std::string_view kHostedDomain = ".supabase.co";

Error invalid(std::string message) {
  return {ErrorCode::invalid_configuration, std::move(message)};
}

std::optional<Error> complaint_about_url(const std::string& text) {
  constexpr std::string_view kExample = "such as https://REF.supabase.co";
  if (text.empty()) {
    return invalid(fmt::format("SUPABASE_URL is missing: set the project's URL, {}.", kExample));
  }
  const auto url = parse_http_url(text);
  if (!url) {
    return invalid(
        fmt::format("SUPABASE_URL is no http or https URL: set the project's URL, {}, not that of "
                    "its database.",
                    kExample));
  }
  if (url->host == "supabase.com" || url->host.ends_with(".supabase.com")) {
    return invalid(fmt::format("SUPABASE_URL leads to {}, the web site: set the project's URL, {}.",
                               url->host, kExample));
  }
  if (text.find("/v1") != text.npos || text.find_first_of("?#") != text.npos) {
    return invalid(fmt::format(
        "SUPABASE_URL leads to one of the project's services: set it without the path, {}.",
        kExample));
  }
  return std::nullopt;
}

/// The names that Supabase takes: https://supabase.com/docs/guides/storage/buckets/creating-buckets
bool is_bucket_name(std::string_view name) {
  return !name.empty() && name.size() <= kBucketBytesMax && name != "." && name != ".." &&
         std::ranges::all_of(name, [](char c) {
           return ascii::is_alphanumeric(c) ||
                  std::string_view{"_!.*'() &$=@;:+,?-"}.find(c) != std::string_view::npos;
         });
}

std::optional<Error> complaint_about_bucket(const std::string& name) {
  if (is_bucket_name(name)) return std::nullopt;
  return invalid(
      fmt::format("SUPABASE_STORAGE_BUCKET is '{}', which cannot be a bucket's name: use 1 to {} "
                  "letters, digits, '-', '_' and '.', as in images.",
                  printable(cut_at_end(name, kBucketBytesMax)), kBucketBytesMax));
}

/// What the key is instead of one for servers.
std::string wrong_kind(const SupabaseKey& key) {
  switch (key.kind) {
    case KeyKind::anon_jwt: return "is the anon key, which is for browsers";
    case KeyKind::publishable: return "is a publishable key, which is for browsers";
    case KeyKind::personal_access:
      return "is a personal access token, which is no key of a project";
    case KeyKind::user_jwt:
      return fmt::format("is a JWT of the role '{}'", printable(cut_at_end(key.role, 60)));
    case KeyKind::unknown: return "is neither a JWT nor does it begin with sb_secret_";
    case KeyKind::service_jwt:
    case KeyKind::secret: break;
  }
  return {};
}

/// The project whose own address that is; empty for a self-hosted one.
std::string project_of(const std::string& url) {
  const auto parsed = parse_http_url(url);
  if (!parsed || !parsed->host.ends_with(kHostedDomain)) return {};
  return parsed->host.substr(0, parsed->host.find('.'));
}

std::optional<Error> complaint_about_key(const SupabaseConfig& config, Timestamp now) {
  constexpr std::string_view kCure =
      "set the project's secret or service_role key, from its API Keys page";
  if (config.service_key.empty()) {
    return Error{ErrorCode::credentials_missing,
                 fmt::format("SUPABASE_SERVICE_KEY is missing: {}.", kCure)};
  }
  const auto rejected = [&](std::string_view what) {
    return Error{ErrorCode::credentials_rejected,
                 fmt::format("SUPABASE_SERVICE_KEY {}: {}.", what, kCure)};
  };
  const auto key = read_supabase_key(config.service_key);
  if (const auto wrong = wrong_kind(key); !wrong.empty()) return rejected(wrong);
  if (key.expires_at && *key.expires_at <= now) {
    return rejected(fmt::format("expired at {}", rfc3339(*key.expires_at)));
  }
  const auto project = project_of(config.url);
  if (!key.project.empty() && !project.empty() && key.project != project) {
    return rejected(fmt::format("is of the project '{}' and SUPABASE_URL of '{}'",
                                printable(cut_at_end(key.project, 60)), project));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Error> complaint_about(const SupabaseConfig& config, Timestamp now) {
  if (auto complaint = complaint_about_url(config.url)) return complaint;
  if (auto complaint = complaint_about_key(config, now)) return complaint;
  return complaint_about_bucket(config.bucket);
}

}  // namespace pixferry
