#include "tests/bucket_settings.hpp"

namespace pixferry {

std::map<std::string, std::string> s3_settings(const Simulator& simulator) {
  const auto& options = simulator.s3().options();
  return {{"S3_ENDPOINT", simulator.s3_endpoint()},
          {"S3_BUCKET", options.bucket},
          {"S3_ACCESS_KEY_ID", options.account.access_key_id},
          {"S3_SECRET_ACCESS_KEY", options.account.secret_access_key}};
}

std::map<std::string, std::string> supabase_settings(const Simulator& simulator) {
  return {{"SUPABASE_URL", simulator.base_url()},
          {"SUPABASE_SERVICE_KEY", std::string{simulator::SupabaseGate::kSecretKey}}};
}

}  // namespace pixferry
