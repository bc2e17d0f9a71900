#include "pipeline/object_store/s3/s3_config.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/platform/percent_encoding.hpp"

namespace pixferry {
namespace {

/// An endpoint is scheme and host, and perhaps a path.
struct Endpoint {
  std::string scheme;
  std::string host;  ///< with its port
  std::string path;
};

Endpoint endpoint_of(const S3Config& config) {
  auto text = config.endpoint.empty() ? fmt::format("https://s3.{}.amazonaws.com", config.region)
                                      : config.endpoint;
  while (text.ends_with('/')) text.pop_back();
  const auto scheme_end = text.find("://");
  const auto host_at = scheme_end == std::string::npos ? 0 : scheme_end + 3;
  const auto path_at = std::min(text.find('/', host_at), text.size());
  return {.scheme = host_at == 0 ? "https" : text.substr(0, scheme_end),
          .host = text.substr(host_at, path_at - host_at),
          .path = text.substr(path_at)};
}

}  // namespace

std::string s3_origin(const S3Config& config) {
  const auto [scheme, host, path] = endpoint_of(config);
  if (!config.virtual_host) return fmt::format("{}://{}", scheme, host);
  return fmt::format("{}://{}.{}", scheme, config.bucket, host);
}

std::string s3_base_path(const S3Config& config) {
  const auto path = endpoint_of(config).path;
  return config.virtual_host ? path : fmt::format("{}/{}", path, percent_encoded(config.bucket));
}

}  // namespace pixferry
