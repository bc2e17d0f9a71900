#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <sstream>

#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

using testing::Contains;
using testing::Each;
using testing::Not;
using testing::SizeIs;

namespace bj = boost::json;

/// A few photos of all formats, held in all ways.
const SimulatorOptions kMixedPhotos{.photos = 17, .folders = 1, .odd_entries = false};

/// Imports them, and answers how the API shows each, by the hash of its bytes.
std::map<std::string, bj::object> imported(const WholeProgram& program,
                                           const std::map<std::string, std::string>& environment) {
  const auto import = program.run({"import", program.link()}, environment);
  EXPECT_EQ(import.exit_code, 0) << import.error_output;
  std::map<std::string, bj::object> images;
  std::istringstream lines{program.run({"images", "--json", "--limit", "100"}).output};
  for (std::string line; std::getline(lines, line);) {
    auto image = bj::parse(line).as_object();
    images[std::string{image.at("sha256").as_string()}] = std::move(image);
  }
  return images;
}

std::vector<std::string> declared(const bj::object& image) {
  std::vector<std::string> members;
  for (const auto& member : image.at("declared_facts").as_array()) {
    members.emplace_back(member.as_string());
  }
  return members;
}

TEST(DeclaredFacts, StandInForALookThatNobodyTakes) {
  const WholeProgram looking{kMixedPhotos};
  const WholeProgram blind{kMixedPhotos};
  const auto seen = imported(looking, {});
  const auto claimed = imported(blind, {{"THUMBNAILS", "off"}});
  ASSERT_THAT(seen, SizeIs(17));
  ASSERT_THAT(claimed, SizeIs(17));
  for (const auto& [sha256, image] : seen) {
    const auto& claim = claimed.at(sha256);
    for (const auto* member : {"width", "height", "taken_at"}) {
      EXPECT_EQ(claim.at(member), image.at(member)) << member << " of " << image.at("name");
      EXPECT_THAT(declared(image), Not(Contains(member)));
    }
    EXPECT_EQ(claim.at("thumbnail_state"), "none");
    EXPECT_THAT(declared(claim), Contains("width"));
    EXPECT_THAT(declared(claim), Not(Contains("gps")));
  }
}

TEST(DeclaredFacts, TellThePlaceOnlyWhereItIsKept) {
  const WholeProgram program{kMixedPhotos};
  const auto images = imported(program, {{"THUMBNAILS", "off"}, {"KEEP_GPS", "on"}});
  EXPECT_TRUE(std::ranges::any_of(
      images, [](const auto& entry) { return std::ranges::count(declared(entry.second), "gps"); }));
}

}  // namespace
}  // namespace pixferry
