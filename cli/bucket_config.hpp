#pragma once

#include "pipeline/object_store/s3/s3_config.hpp"
#include "pipeline/object_store/supabase/supabase_config.hpp"
#include "pipeline/platform/config.hpp"

namespace pixferry {

/// The bucket that a configuration names, as its adapter takes it.
S3Config s3_config_for(const Config& config);
SupabaseConfig supabase_config_for(const Config& config);

}  // namespace pixferry
