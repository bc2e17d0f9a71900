#include <algorithm>
#include <array>
#include <ostream>

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

/// All that is there for everybody, by design: whether it works, how it is used, and objects, whose
/// unguessable name is the key.
constexpr std::array<std::string_view, 6> kOpenByDesign{
    "/health", "/health/live", "/health/ready", "/openapi.json", "/docs", "/objects/{key...}"};

constexpr auto* kRightKey = "the-key-that-is-right";

/// Every route of the router's own table, as a client with that key, or none, meets it.
class AccessMatrix : public GatewayFixture {
 protected:
  AccessMatrix() { config_.writes_per_minute = config_.failed_keys_per_minute = 0; }

  struct Cell {
    std::string method;
    std::string pattern;
    bool is_open;
    http::Response response;
  };

  /// GET also stands for HEAD.
  std::vector<Cell> ask_all(const http::Headers& headers) {
    const auto application = gateway_application(parts());
    const auto router = gateway_router(parts());
    std::vector<Cell> cells;
    for (const auto& route : router.routes()) {
      const bool is_open = std::ranges::find(kOpenByDesign, route.pattern) != kOpenByDesign.end();
      std::vector<std::string> methods{route.method};
      if (route.method == "GET") methods.emplace_back("HEAD");
      for (const auto& method : methods) {
        http::Request request;
        request.method = method;
        request.path = route.pattern;
        request.headers = headers;
        if (!headers.contains("Host")) request.headers.set("Host", "127.0.0.1:8000");
        cells.push_back({method, route.pattern, is_open, application(request)});
      }
    }
    EXPECT_GT(cells.size(), 20u);
    return cells;
  }

  static bool is_let_in(const Cell& cell) {
    constexpr std::array refusals{401, 403, 404, 405, 421, 429};
    const int status = cell.response.status;
    // What is not there is looked for only after the key.
    const bool is_missing =
        status == 404 && text(cell.response).find("\"not_found\"") == std::string::npos;
    return is_missing || std::ranges::find(refusals, status) == refusals.end();
  }
};

TEST_F(AccessMatrix, NobodyPassesWithoutAKeyButWhereItIsOpenByDesign) {
  config_.api_keys = {Secret{kRightKey}};
  for (const auto& cell : ask_all({})) {
    EXPECT_EQ(is_let_in(cell), cell.is_open) << cell.method << ' ' << cell.pattern;
    if (cell.is_open) continue;
    EXPECT_EQ(cell.response.status, 401) << cell.method << ' ' << cell.pattern;
    EXPECT_EQ(cell.response.headers.find("WWW-Authenticate"), "Bearer");
    EXPECT_EQ(json(cell.response).at("code"), "unauthorized");
  }
}

TEST_F(AccessMatrix, AWrongKeyIsNoKey) {
  config_.api_keys = {Secret{kRightKey}};
  for (const auto* wrong : {"Bearer the-key-that-is-wrong", "Bearer the-key-that-is-righ",
                            "Bearer the-key-that-is-rightt", "Basic the-key-that-is-right"}) {
    for (const auto& cell : ask_all({{"Authorization", wrong}})) {
      EXPECT_EQ(is_let_in(cell), cell.is_open) << wrong << ": " << cell.method << cell.pattern;
      EXPECT_EQ(cell.response.status == 401, !cell.is_open) << cell.pattern;
    }
  }
}

TEST_F(AccessMatrix, ARightKeyPassesEverywhere) {
  config_.api_keys = {Secret{"another-right-key-of-ours"}, Secret{kRightKey}};
  for (const auto& cell : ask_all({{"Authorization", std::string{"Bearer "} + kRightKey}})) {
    EXPECT_TRUE(is_let_in(cell)) << cell.method << ' ' << cell.pattern;
  }
}

TEST_F(AccessMatrix, WithoutKeysThisMachinePassesEverywhere) {
  for (const auto* host : {"127.0.0.1:8000", "localhost:8000", "[::1]:8000"}) {
    for (const auto& cell : ask_all({{"Host", host}})) {
      EXPECT_TRUE(is_let_in(cell)) << host << ": " << cell.method << ' ' << cell.pattern;
    }
  }
}

TEST_F(AccessMatrix, WithoutKeysAPageUnderAnotherNameDoesNot) {
  for (const auto& cell : ask_all({{"Host", "rebound.example"}})) {
    EXPECT_EQ(cell.response.status == 421, !cell.is_open) << cell.method << ' ' << cell.pattern;
  }
}

TEST_F(AccessMatrix, EverybodyPassesWhereTheOperatorWantsItSo) {
  config_.allow_anonymous = true;
  for (const auto& cell : ask_all({{"Host", "photos.example"}})) {
    EXPECT_TRUE(is_let_in(cell)) << cell.method << ' ' << cell.pattern;
  }
}

}  // namespace
}  // namespace pixferry
