#include "api-gateway/routes/health_routes.hpp"

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

class HealthRoutes : public GatewayFixture {};

TEST_F(HealthRoutes, SayThatTheProcessAnswers) {
  for (const auto* path : {"/health", "/health/live"}) {
    const auto response = get(path, {{"Host", "any"}});
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(json(response).at("status"), "ok");
    EXPECT_EQ(json(response).at("version"), "0.1.0");
  }
}

TEST_F(HealthRoutes, AreReadyWhenEveryCheckPasses) {
  checks_ = {{"catalog", [](const Context&) { return Result<>{}; }}};
  const auto response = get("/health/ready");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(text(response), R"({"status":"ready","checks":["catalog"]})");
}

TEST_F(HealthRoutes, NameEveryCheckThatFails) {
  checks_ = {{"catalog", [](const Context&) { return Result<>{}; }},
             {"store",
              [](const Context&) {
                return Result<>{Error{ErrorCode::storage_full, "The disk is full."}};
              }},
             {"schema", [](const Context&) {
                return Result<>{Error{ErrorCode::schema_too_new, "/home/me/catalog.db is newer"}};
              }}};
  const auto response = get("/health/ready");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(json(response).at("detail"), "Not ready: store, schema.");
  EXPECT_EQ(json(response).at("errors").at(0).at("pointer"), "/store");
  EXPECT_EQ(json(response).at("errors").at(0).at("code"), "storage_full");
  EXPECT_EQ(json(response).at("errors").at(1).at("code"), "schema_too_new");
  EXPECT_EQ(text(response).find("/home/me"), std::string::npos);
}

}  // namespace
}  // namespace pixferry
