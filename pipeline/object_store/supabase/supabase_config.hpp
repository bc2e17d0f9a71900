#pragma once

#include <string>

#include "pipeline/platform/secret.hpp"

namespace pixferry {

struct SupabaseConfig {
  /// What becomes of a bucket that is not there.
  enum class MissingBucket { refuse, make_private, make_public };

  std::string url;     ///< SUPABASE_URL: "https://REF.supabase.co", without "/storage/v1"
  Secret service_key;  ///< SUPABASE_SERVICE_KEY: of either kind
  std::string bucket = "images";  ///< SUPABASE_STORAGE_BUCKET
  MissingBucket missing_bucket = MissingBucket::make_public;
};

}  // namespace pixferry
