#include "api-gateway/routes/contract_route.hpp"

#include <set>

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

class Contract : public GatewayFixture {
 protected:
  boost::json::value document_ = json(get("/openapi.json"));

  /// Every method of every path, and every path's name for its parameters.
  std::set<std::string> documented() const {
    const std::set<std::string> methods{"get", "post", "put", "patch", "delete"};
    std::set<std::string> routes;
    for (const auto& [path, item] : document_.at("paths").as_object()) {
      for (const auto& [key, operation] : item.as_object()) {
        if (methods.contains(key)) routes.insert(std::string{key} + " " + std::string{path});
      }
    }
    return routes;
  }

  /// What a "#/…" reference leads to.
  const boost::json::value* resolve(std::string_view reference) const {
    boost::system::error_code error;
    return document_.find_pointer(reference.substr(1), error);
  }

  void check_references(const boost::json::value& value) const {
    if (const auto* array = value.if_array()) {
      for (const auto& element : *array) check_references(element);
    }
    if (const auto* object = value.if_object()) {
      for (const auto& [key, member] : *object) {
        if (key == "$ref") {
          EXPECT_NE(resolve(member.as_string()), nullptr) << member;
        } else {
          check_references(member);
        }
      }
    }
  }
};

std::string lower(std::string text) {
  for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

TEST_F(Contract, HasExactlyTheRoutesThatExist) {
  std::set<std::string> existing;
  const auto router = gateway_router(parts());
  for (const auto& route : router.routes()) {
    auto pattern = route.pattern;
    if (const auto rest = pattern.find("...}"); rest != pattern.npos) pattern.erase(rest, 3);
    existing.insert(lower(route.method) + " " + pattern);
  }
  EXPECT_EQ(documented(), existing);
}

TEST_F(Contract, SaysWhichRoutesNeedNoKey) {
  const auto router = gateway_router(parts());
  for (const auto& route : router.routes()) {
    auto pattern = route.pattern;
    if (const auto rest = pattern.find("...}"); rest != pattern.npos) pattern.erase(rest, 3);
    const auto& operation = document_.at("paths").at(pattern).at(lower(route.method)).as_object();
    EXPECT_EQ(operation.contains("security"), route.access == http::Access::open) << pattern;
    EXPECT_EQ(operation.at("responses").as_object().contains("401"),
              route.access == http::Access::keyed)
        << pattern;
  }
}

TEST_F(Contract, PointsAtNothingThatIsNotThere) {
  check_references(document_);
}

TEST_F(Contract, RequiresExactlyTheKeysThatRepliesCarry) {
  const auto id = start_job();
  const auto leases = claim_images(id, {"a.jpg", "b.jpg"});
  finish({{leases[0], fresh_image()}, {leases[1], Failed{ErrorCode::network, "Cut off."}}});
  const auto required = [&](const char* schema) {
    std::set<std::string> keys;
    for (const auto& key :
         document_.at("components").at("schemas").at(schema).at("required").as_array()) {
      keys.insert(std::string{key.as_string()});
    }
    return keys;
  };
  const auto carried = [](const boost::json::value& reply) {
    std::set<std::string> keys;
    for (const auto& [key, value] : reply.as_object()) keys.insert(std::string{key});
    return keys;
  };
  const auto images = json(get("/images"));
  EXPECT_EQ(carried(json(get("/jobs/" + id))), required("Job"));
  EXPECT_EQ(carried(images), required("ImagePage"));
  EXPECT_EQ(carried(images.at("images").at(0)), required("Image"));
  auto details = carried(json(get("/images/1")));
  for (const auto& key : required("ImageDetails")) EXPECT_EQ(details.erase(key), 1u) << key;
  EXPECT_EQ(details, required("Image"));
  EXPECT_EQ(carried(json(get("/images/layout"))), required("ImageLayout"));
  const auto files = json(get("/import/jobs/" + id + "/files"));
  EXPECT_EQ(carried(files), required("FilePage"));
  EXPECT_EQ(carried(files.at("files").at(0)), required("File"));
  const auto failures = json(get("/import/jobs/" + id + "/failures"));
  EXPECT_EQ(carried(failures.at("failures").at(0)), required("Failure"));
  auto retried = carried(json(post("/import/jobs/" + id + "/retry")));
  source_.answer_open("1AbCdEfGhIjKlMnOp",
                      FolderInfo{{}, "One", ListedFile{listed_file("a", "a"), {}}});
  const auto preview = post(
      "/import/preview", R"({"folder_url": "https://drive.google.com/open?id=1AbCdEfGhIjKlMnOp"})");
  EXPECT_EQ(carried(json(preview)), required("Preview"));
  EXPECT_EQ(retried.erase("retried_files"), 1u);
  EXPECT_EQ(retried, required("Job"));
  EXPECT_EQ(carried(json(post("/images/delete", R"({"ids": [1]})"))), required("DeletedImages"));
}

TEST_F(Contract, KeepsTextsAndNumbersApart) {
  EXPECT_EQ(document_.at("openapi"), "3.1.0");
  EXPECT_TRUE(document_.at("info").at("version").is_string());
  const auto& limit = document_.at("components").at("parameters").at("Limit").at("schema");
  EXPECT_EQ(limit.at("maximum"), 100);
  EXPECT_TRUE(document_.at("paths")
                  .at("/import/google-drive")
                  .at("post")
                  .at("responses")
                  .as_object()
                  .contains("202"));
}

}  // namespace
}  // namespace pixferry
