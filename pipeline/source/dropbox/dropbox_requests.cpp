#include "pipeline/source/dropbox/dropbox_requests.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "pipeline/source/dropbox/dropbox_argument.hpp"
#include "pipeline/source/transfer_time.hpp"

namespace pixferry {
namespace {

constexpr int kPageEntries = 2000;  // what files/list_folder gives at most

std::string without_trailing_slashes(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

boost::json::object link_argument(const DropboxPlace& place) {
  boost::json::object argument{{"url", place.link_url}};
  if (!place.path.empty()) argument["path"] = place.path;
  if (!place.password.empty()) argument["link_password"] = place.password;
  return argument;
}

}  // namespace

DropboxRequests::DropboxRequests(const DropboxConfig& config, const Limits& limits)
    : api_url_(without_trailing_slashes(config.api_url)),
      content_url_(without_trailing_slashes(config.content_url)),
      limits_(limits) {}

HttpRequest DropboxRequests::metadata(const DropboxPlace& place) const {
  return call("sharing/get_shared_link_metadata", boost::json::serialize(link_argument(place)));
}

HttpRequest DropboxRequests::first_page(const DropboxPlace& place) const {
  boost::json::object link{{"url", place.link_url}};
  if (!place.password.empty()) link["password"] = place.password;
  const boost::json::object argument{{"path", place.path},
                                     {"shared_link", link},
                                     {"limit", kPageEntries},
                                     {"include_non_downloadable_files", true}};
  return call("files/list_folder", boost::json::serialize(argument));
}

HttpRequest DropboxRequests::later_page(const std::string& cursor) const {
  const boost::json::object argument{{"cursor", cursor}};
  return call("files/list_folder/continue", boost::json::serialize(argument));
}

HttpRequest DropboxRequests::content(const DropboxPlace& place,
                                     std::optional<std::int64_t> size_bytes) const {
  HttpRequest request;
  request.method = "POST";
  request.url = content_url_ + "/2/sharing/get_shared_link_file";
  // Without a type: Dropbox refuses the one that forms have.
  request.headers.push_back({"Dropbox-API-Arg", dropbox_argument(link_argument(place))});
  request.kept_bytes_max = limits_.provider_reply_bytes_max;
  request.timeout = limits_.listing_seconds_max + transfer_time(size_bytes, limits_);
  return request;
}

HttpRequest DropboxRequests::call(const std::string& route, std::string body) const {
  HttpRequest request;
  request.method = "POST";
  request.url = api_url_ + "/2/" + route;
  request.headers.push_back({"Content-Type", "application/json"});
  request.body = std::move(body);
  request.kept_bytes_max = limits_.provider_reply_bytes_max;
  request.timeout = limits_.listing_seconds_max;
  return request;
}

}  // namespace pixferry
