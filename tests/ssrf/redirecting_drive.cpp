#include "tests/ssrf/redirecting_drive.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "simulator/drive_tree/well_known.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;

std::string json_answer(const bj::object& body) {
  return loopback_answer(200, bj::serialize(body), {{"Content-Type", "application/json"}});
}

std::string file_id(std::size_t number) {
  return fmt::format("1File{:024}", number);
}

}  // namespace

std::string RedirectingDrive::respond(const LoopbackRequest& request) const {
  if (request.target.starts_with("/drive/v3/files?")) return json_answer(listing());
  if (request.target.starts_with("/embeddedfolderview?")) return public_page();
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    if (request.target.find(file_id(i)) == std::string::npos) continue;
    static constexpr int kStatuses[] = {301, 302, 303, 307, 308};
    return loopback_answer(kStatuses[i % std::size(kStatuses)], "", {{"Location", targets_[i]}});
  }
  return json_answer({{"id", simulator::kDemoFolder},
                      {"name", "Shared"},
                      {"mimeType", "application/vnd.google-apps.folder"},
                      {"capabilities", {{"canListChildren", true}}}});
}

bj::object RedirectingDrive::listing() const {
  bj::array files;
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    files.push_back(
        {{"id", file_id(i)}, {"name", targets_[i]}, {"mimeType", "image/jpeg"}, {"size", "1000"}});
  }
  return {{"files", files}};
}

std::string RedirectingDrive::public_page() const {
  std::string entries;
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    entries += fmt::format(
        "<div class=\"flip-entry\" id=\"entry-{}\"><img src=\"https://x/16/type/image/jpeg\"/><div "
        "class=\"flip-entry-title\">{}</div></div>",
        file_id(i), targets_[i]);
  }
  return loopback_answer(200,
                         "<html><head><title>Shared</title></head><body><div "
                         "class=\"flip-entries\">" +
                             entries + "</div></body></html>",
                         {{"Content-Type", "text/html; charset=utf-8"}});
}

}  // namespace pixferry
