#pragma once

#include <boost/json/object.hpp>

#include "pipeline/model/declared_facts.hpp"

namespace pixferry {

/// Drive's imageMediaMetadata, what its own look into an image has found:
/// https://developers.google.com/workspace/drive/api/reference/rest/v3/files. It comes some time
/// after an upload, and may be empty until then. Read with suspicion: whatever is absent, of
/// another kind or makes no sense is left out. Width and height are those of the stored pixels,
/// which `rotation` turns by 90 degrees clockwise so many times.
DeclaredFacts read_image_metadata(const boost::json::object& metadata);

}  // namespace pixferry
