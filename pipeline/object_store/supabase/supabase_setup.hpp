#pragma once

#include <optional>

#include "pipeline/model/result.hpp"
#include "pipeline/object_store/supabase/supabase_config.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// What is wrong with a configuration as far as it shows without asking Supabase: values that are
/// missing or mixed up, a key for browsers, an expired key, the key of another project. Codes:
/// `invalid_configuration`, `credentials_missing`, `credentials_rejected`. The message never holds
/// the key, nor a URL that could hold a password.
std::optional<Error> complaint_about(const SupabaseConfig& config, Timestamp now);

}  // namespace pixferry
