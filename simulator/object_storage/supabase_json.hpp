#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "simulator/http/response.hpp"
#include "simulator/object_storage/supabase_buckets.hpp"
#include "simulator/object_storage/supabase_route.hpp"

namespace pixferry::simulator {

/// HTTP 200 with that body.
Response json_answer(const boost::json::value& body);

/// What Supabase Storage says of its things.
boost::json::object bucket_json(const SupabaseBucketSpec& bucket, Timestamp now);
/// Of an upload: "BUCKET/KEY" and the id.
boost::json::object upload_json(const SupabaseRoute& route, const StoredObject& object);
/// Of one object that was asked about.
boost::json::object info_json(const SupabaseRoute& route, const StoredObject& object);
/// One row of a removal.
boost::json::object row_json(const SupabaseRoute& route, const StoredObject& object);

/// One object of a list.
boost::json::object listed_json(const std::string& key, const StoredObject& object);

/// The MD5 of the bytes, in quotes.
std::string etag_of(const StoredObject& object);

}  // namespace pixferry::simulator
