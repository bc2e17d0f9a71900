#pragma once

#include <string>
#include <vector>

#include "api-gateway/web/api_docs.hpp"
#include "api-gateway/web/web_app.hpp"
#include "pipeline/platform/config.hpp"

namespace pixferry {

/// The web app of WEB_DIR, or the one that lies where a build or an installation puts it. What
/// cannot be read is told in the log and is no web app: the API works without one.
web::WebApp open_web_app(const Config& config);

/// The viewer of API_DOCS_DIR or of such a place, likewise.
web::ApiDocs open_api_docs(const Config& config);

/// Where browsers get images from: this server under its public name, and the bucket.
std::vector<std::string> image_origins(const Config& config);

}  // namespace pixferry
