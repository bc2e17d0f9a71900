#include "pipeline/source/google_drive/public_requests.hpp"

#include <fmt/format.h>

#include <chrono>

#include "pipeline/platform/percent_encoding.hpp"

namespace pixferry {
namespace {

constexpr std::int64_t kSlowestBytesPerSecond = 64 << 10;

std::string without_slashes_behind(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

std::string query_of(const PublicRequests::Item& item) {
  auto query = "id=" + percent_encoded(item.id);
  if (!item.resource_key.empty()) query += "&resourcekey=" + percent_encoded(item.resource_key);
  return query;
}

}  // namespace

PublicRequests::PublicRequests(PublicDriveConfig config, const Limits& limits)
    : config_{without_slashes_behind(std::move(config.web_url)),
              without_slashes_behind(std::move(config.download_url))},
      limits_(limits) {}

HttpRequest PublicRequests::folder_page(const Item& folder) const {
  return request(config_.web_url, "/embeddedfolderview", query_of(folder) + "&hl=en");
}

HttpRequest PublicRequests::download(const Item& file) const {
  return with_time_for_a_file(request(config_.web_url, "/uc", query_of(file) + "&export=download"));
}

HttpRequest PublicRequests::confirmed(
    const std::vector<std::pair<std::string, std::string>>& fields) const {
  std::string query;
  for (const auto& [name, value] : fields) {
    if (!query.empty()) query += '&';
    query += percent_encoded(name) + "=" + percent_encoded(value);
  }
  return with_time_for_a_file(request(config_.download_url, "/download", std::move(query)));
}

HttpRequest PublicRequests::request(const std::string& origin, std::string_view path,
                                    std::string query) const {
  HttpRequest request;
  request.url = fmt::format("{}{}?{}", origin, path, query);
  request.kept_bytes_max = limits_.provider_reply_bytes_max;
  request.timeout = limits_.listing_seconds_max;
  request.allow_redirects = true;
  return request;
}

// How large the file is, nobody says.
HttpRequest PublicRequests::with_time_for_a_file(HttpRequest request) const {
  request.timeout += std::chrono::seconds{limits_.file_bytes_max / kSlowestBytesPerSecond};
  return request;
}

}  // namespace pixferry
