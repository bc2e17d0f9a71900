#pragma once

#include <span>

#include "pipeline/content/spool.hpp"
#include "pipeline/model/image.hpp"
#include "pipeline/model/inspection.hpp"
#include "pipeline/object_store/object_store.hpp"

namespace pixferry {

/// Puts thumbnails beside the object they were made from. The same ones may be put again. Errors:
/// those of Spool::open and ObjectStore::put; some may lie in the store then, which harms nothing.
Result<> store_thumbnails(const Context& context, ObjectStore& store, SpoolRoom& spools,
                          const ObjectKey& original, std::span<const Thumbnail> thumbnails);

}  // namespace pixferry
