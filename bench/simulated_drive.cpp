#include "bench/simulated_drive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "pipeline/platform/http_client.hpp"
#include "pipeline/source/google_drive/drive_provider.hpp"
#include "pipeline/source/link.hpp"

namespace pixferry::bench {
namespace {

constexpr std::chrono::seconds kStartMax{30};
constexpr std::chrono::milliseconds kLookEvery{20};

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream{path}.rdbuf();
  return text.str();
}

/// What follows `label` in its line; empty if the line is not there in full yet.
std::string value_behind(const std::string& text, const std::string& label) {
  const auto at = text.find(label);
  if (at == std::string::npos) return {};
  const auto end = text.find('\n', at);
  if (end == std::string::npos) return {};
  return text.substr(at + label.size(), end - at - label.size());
}

}  // namespace

SimulatedDrive::SimulatedDrive(const std::string& pixferry, const Workload& workload,
                               const std::string& folder) {
  const auto output = folder + "/simulator";
  std::vector<std::string> words{pixferry,
                                 "sim",
                                 "--plain",
                                 "--photos",
                                 std::to_string(workload.photos),
                                 "--folders",
                                 std::to_string(workload.folders),
                                 "--edge",
                                 std::to_string(workload.edge),
                                 "--latency",
                                 fmt::format("{}ms", workload.latency.count())};
  if (workload.bytes > 0) words.insert(words.end(), {"--bytes", std::to_string(workload.bytes)});
  process_ = std::make_unique<MeasuredProcess>(MeasuredProcess::Command{
      .words = std::move(words), .environment = {}, .output_path = output});
  const auto give_up = std::chrono::steady_clock::now() + kStartMax;
  while (supabase_key_.empty()) {
    if (process_->ends_within(kLookEvery) || std::chrono::steady_clock::now() > give_up) {
      throw std::runtime_error("the simulator did not start: " + text_of(output));
    }
    const auto text = text_of(output);
    api_url_ = value_behind(text, "GOOGLE_DRIVE_API_URL=");
    folder_link_ = value_behind(text, "# folder: ");
    supabase_key_ = value_behind(text, "SUPABASE_SERVICE_KEY=");
  }
}

void SimulatedDrive::walk(const std::function<bool(const Listing&)>& visit) const {
  const SystemClock clock;
  const Limits limits;
  HttpClient http{{.trusted_origins = {api_url_}}, clock, limits};
  GoogleDrive drive{http, {.api_url = api_url_, .api_key = Secret{"any"}}, clock, limits};
  const auto link = parse_link(folder_link_, limits);
  const auto root = link ? drive.recognise(*link) : Result<FolderRef>{link.error()};
  if (!root) throw std::runtime_error(root.error().message);

  for (std::deque<FolderRef> folders{*root}; !folders.empty(); folders.pop_front()) {
    Listing listing{.folder = folders.front()};
    std::string token;
    do {
      auto page = drive.list(Context{}, listing.folder, token);
      if (!page) throw std::runtime_error(page.error().message);
      std::ranges::move(page->files, std::back_inserter(listing.files));
      std::ranges::move(page->folders, std::back_inserter(listing.subfolders));
      token = page->next_page_token;
    } while (!token.empty());
    if (!visit(listing)) return;
    for (const auto& subfolder : listing.subfolders) folders.push_back(subfolder.folder);
  }
}

std::vector<std::string> SimulatedDrive::download_urls() const {
  std::vector<std::string> urls;
  walk([&](const Listing& listing) {
    for (const auto& file : listing.files) {
      urls.push_back(fmt::format("{}/drive/v3/files/{}?alt=media&key=any", api_url_, file.file.id));
    }
    return true;
  });
  return urls;
}

std::string SimulatedDrive::link_of_a_leaf() const {
  std::string link;
  walk([&](const Listing& listing) {
    const bool is_leaf = listing.subfolders.empty() && !listing.files.empty();
    if (is_leaf) link = "https://drive.google.com/drive/folders/" + listing.folder.id;
    return !is_leaf;
  });
  return link;
}

}  // namespace pixferry::bench
