#pragma once

#include <string>
#include <vector>

#include "pipeline/platform/secret.hpp"

namespace pixferry {

/// A bucket and the key to it. The names in the comments are the settings that messages name.
struct S3Config {
  /// S3_ENDPOINT: "https://s3.eu-central-1.amazonaws.com", and with a path where the service has
  /// one, "https://PROJECT.supabase.co/storage/v1/s3". Empty: Amazon's own for the region.
  std::string endpoint;
  std::string region = "us-east-1";  ///< S3_REGION
  std::string bucket;                ///< S3_BUCKET
  std::string access_key_id;         ///< S3_ACCESS_KEY_ID
  Secret secret_access_key;          ///< S3_SECRET_ACCESS_KEY
  Secret session_token;              ///< S3_SESSION_TOKEN, with keys that are valid for a while
  /// S3_PUBLIC_URL: where everybody reads the bucket's objects, at PUBLIC_URL/KEY. Empty: the
  /// bucket is private, and links are signed.
  std::string public_url;
  /// Whether the bucket's name stands in front of the endpoint's host and not in the path.
  bool virtual_host = false;
};

/// Scheme, host and port that requests for the bucket go to. The HttpClient must trust it, as the
/// operator's own.
std::string s3_origin(const S3Config& config);

/// What comes between the origin and a key: the endpoint's path, and the bucket where it stands in
/// the path. Empty or "/..." without a slash at the end.
std::string s3_base_path(const S3Config& config);

}  // namespace pixferry
