#include "api-gateway/routes/contract_route.hpp"

#include <gmock/gmock.h>

#include <set>

#include "api-gateway/routes/gateway_fixture.hpp"
#include "testing/api_promises.hpp"

namespace pixferry {
namespace {

std::string lower(std::string text) {
  for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// The path of a route as OpenAPI writes it.
std::string path_of(const http::Route& route) {
  auto pattern = route.pattern;
  if (const auto rest = pattern.find("...}"); rest != pattern.npos) pattern.erase(rest, 3);
  return pattern;
}

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

  const boost::json::value& operation_of(const http::Route& route) const {
    return document_.at("paths").at(path_of(route)).at(lower(route.method));
  }

  /// Calls it for every content of every answer, with where it is, its type and what is said of it.
  template <class Visit>
  void for_each_medium(Visit visit) {
    const auto visit_all = [&](const std::string& where, const boost::json::value& responses) {
      for (const auto& [status, response] : responses.as_object()) {
        if (!response.as_object().contains("content")) continue;
        for (const auto& [type, medium] : response.at("content").as_object()) {
          visit(where + " " + std::string{status}, type, medium.as_object());
        }
      }
    };
    visit_all("components", document_.at("components").at("responses"));
    const auto router = gateway_router(parts());
    for (const auto& route : router.routes()) {
      visit_all(route.method + " " + route.pattern, operation_of(route).at("responses"));
    }
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

TEST_F(Contract, HasExactlyTheRoutesThatExist) {
  std::set<std::string> existing;
  const auto router = gateway_router(parts());
  for (const auto& route : router.routes()) {
    existing.insert(lower(route.method) + " " + path_of(route));
  }
  EXPECT_EQ(documented(), existing);
}

TEST_F(Contract, SaysWhichRoutesNeedNoKey) {
  const auto router = gateway_router(parts());
  for (const auto& route : router.routes()) {
    const auto& operation = operation_of(route).as_object();
    EXPECT_EQ(operation.contains("security"), route.access == http::Access::open) << route.pattern;
    EXPECT_EQ(operation.at("responses").as_object().contains("401"),
              route.access == http::Access::keyed)
        << route.pattern;
  }
}

TEST_F(Contract, HasAnExampleOfEveryAnswerInJsonThatItsSchemaTakes) {
  const ApiPromises promises{routes::openapi_json()};
  EXPECT_THAT(promises.complaints_about_examples(), testing::IsEmpty());
  for_each_medium([](const std::string& where, std::string_view type, const auto& medium) {
    const bool is_json = type == "application/json" || type == "application/problem+json";
    EXPECT_TRUE(!is_json || medium.contains("example") || medium.contains("examples")) << where;
  });
}

TEST_F(Contract, NamesTheRefusalsThatEveryKeyedRouteMayGive) {
  const auto router = gateway_router(parts());
  for (const auto& route : router.routes()) {
    if (route.access == http::Access::open) continue;
    const auto& responses = operation_of(route).at("responses").as_object();
    std::vector<const char*> statuses{"401", "421", "422", "429", "503"};
    if (route.method != "GET") statuses.push_back("403");
    for (const auto* status : statuses) {
      EXPECT_TRUE(responses.contains(status)) << route.method << route.pattern << ' ' << status;
    }
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
  auto webhook = carried(json(post("/webhooks", R"({"url": "https://example.com/"})")));
  EXPECT_EQ(webhook.erase("secret"), 1u);
  EXPECT_EQ(webhook, required("Webhook"));
  const auto hook = std::string{json(get("/webhooks")).at("webhooks").at(0).at("id").as_string()};
  EXPECT_EQ(carried(json(post("/webhooks/" + hook + "/test"))), required("WebhookDelivery"));
  EXPECT_EQ(carried(json(get("/webhooks/" + hook + "/deliveries"))),
            required("WebhookDeliveryPage"));
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
