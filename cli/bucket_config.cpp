#include "cli/bucket_config.hpp"

namespace pixferry {

S3Config s3_config_for(const Config& config) {
  const auto& s3 = config.s3;
  return {.endpoint = s3.endpoint,
          .region = s3.region,
          .bucket = s3.bucket,
          .access_key_id = s3.access_key_id,
          .secret_access_key = s3.secret_access_key,
          .session_token = s3.session_token,
          .public_url = s3.public_url,
          .virtual_host = s3.virtual_host};
}

SupabaseConfig supabase_config_for(const Config& config) {
  return {.url = config.supabase.url,
          .service_key = config.supabase.service_key,
          .bucket = config.supabase.bucket};
}

}  // namespace pixferry
