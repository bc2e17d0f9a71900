#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "simulator/simulator.hpp"
#include "testing/raw_http_client.hpp"

namespace pixferry::simulator {

namespace bj = boost::json;

inline constexpr std::string_view kNobody = "1NobodyHasEverUploadedThisFile000";

/// A small simulator and a client that asks it with a key.
class GoogleDriveTest : public testing::Test {
 protected:
  static SimulatorOptions small() { return {.photos = 30, .folders = 3, .photo_edge_max = 32}; }

  void start(SimulatorOptions options = small()) {
    auto started = Simulator::start(std::move(options));
    ASSERT_TRUE(started) << started.error().message;
    simulator_ = std::move(*started);
    const auto url = simulator_->base_url();
    const auto port = std::stoi(url.substr(url.rfind(':') + 1));
    client_.emplace(static_cast<std::uint16_t>(port));
  }

  RawAnswer ask(const std::string& path_and_query, std::string_view headers = {}) {
    const auto mark = path_and_query.find('?') == std::string::npos ? "?" : "&";
    return client_->get("/drive/v3/" + path_and_query + mark + "key=any-key", headers);
  }

  bj::object ask_json(const std::string& path_and_query, std::string_view headers = {}) {
    const auto answer = ask(path_and_query, headers);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.header("Content-Type"), "application/json; charset=UTF-8");
    return bj::parse(answer.body).as_object();
  }

  static std::string children_query(std::string_view folder) {
    return "files?q='" + std::string{folder} + "'+in+parents+and+trashed%3Dfalse";
  }

  DriveEntry entry_named(std::string_view name, std::string_view folder = kDemoFolder) {
    const auto& tree = simulator_->tree();
    for (auto& child : tree.children(folder, 0, tree.count_children(folder))) {
      if (child.name == name) return child;
    }
    ADD_FAILURE() << "no entry named " << name;
    return {};
  }

  std::string first_subfolder() {
    const auto& tree = simulator_->tree();
    const auto children = tree.children(kDemoFolder, 0, tree.count_children(kDemoFolder));
    return std::ranges::find_if(children, &DriveEntry::is_folder)->id;
  }

  DriveEntry last_photo() {
    const auto& tree = simulator_->tree();
    return tree.children(kDemoFolder, tree.count_children(kDemoFolder) - 1, 1).front();
  }

  std::unique_ptr<Simulator> simulator_;
  std::optional<RawHttpClient> client_;
};

/// The text of a member.
inline std::string text(const bj::value& object, std::string_view member) {
  return std::string{object.at(member).as_string()};
}

/// That the answer is Google's classic error body with this status and reason.
inline void expect_error(const RawAnswer& answer, int status, std::string_view reason,
                         std::string_view location = "") {
  EXPECT_EQ(answer.status, status);
  EXPECT_EQ(answer.header("Content-Type"), "application/json; charset=UTF-8");
  const auto body = bj::parse(answer.body).as_object();
  const auto& error = body.at("error").as_object();
  EXPECT_EQ(error.at("code"), status);
  const auto& detail = error.at("errors").at(0);
  EXPECT_EQ(text(detail, "reason"), reason) << answer.body;
  EXPECT_EQ(detail.at("message"), error.at("message"));
  if (!location.empty()) {
    EXPECT_EQ(text(detail, "location"), location);
  }
}

}  // namespace pixferry::simulator
