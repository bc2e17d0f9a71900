#pragma once

#include <boost/json/object.hpp>
#include <string_view>

#include "simulator/http/response.hpp"
#include "simulator/object_storage/supabase_buckets.hpp"

namespace pixferry::simulator {

/// Whose objects are listed, and how many at once at most.
struct SupabaseShelf {
  std::string_view bucket;
  const SupabaseBuckets& buckets;
  int page_objects_max;
};

/// What POST /object/list-v2/BUCKET answers to that body, without a delimiter: `prefix`, `limit`
/// and `cursor` do what they do at Supabase, where a bucket that is not there is an empty one.
Response supabase_list(const SupabaseShelf& shelf, const boost::json::object& body);

/// The same for somebody who may see nothing.
Response supabase_empty_list();

}  // namespace pixferry::simulator
