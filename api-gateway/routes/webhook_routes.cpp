#include "api-gateway/routes/webhook_routes.hpp"

#include <fmt/format.h>

#include <limits>

#include "api-gateway/routes/find_job.hpp"
#include "api-gateway/routes/query_fields.hpp"
#include "api-gateway/routes/webhook_body.hpp"
#include "api-gateway/routes/webhook_json.hpp"
#include "pipeline/model/job.hpp"
#include "pipeline/platform/config_values.hpp"
#include "pipeline/webhooks/webhook_secret.hpp"

namespace pixferry::routes {
namespace {

constexpr std::int64_t kDeliveriesPerPage = 20;
constexpr std::int64_t kDeliveriesPerPageMax = 100;
constexpr std::size_t kTestIdBytes = 16;

http::Response refuse(const http::Request& request, const http::Problem& problem) {
  return http::to_response(problem, request.request_id);
}

http::Response unknown_webhook(const http::Request& request) {
  return refuse(request,
                http::plain_problem(404, "webhook_not_found", "There is no webhook with this id."));
}

http::Response unknown_delivery(const http::Request& request) {
  return refuse(request, http::plain_problem(404, "delivery_not_found",
                                             "The webhook has no delivery with this id."));
}

http::Response too_many(const http::Request& request) {
  return refuse(request, http::plain_problem(409, "too_many_webhooks",
                                             fmt::format("There are {} webhooks already.",
                                                         WebhookRegistry::kWebhooksMax),
                                             "Remove one that is not needed any more."));
}

/// What a handler does with the webhook that the path names.
using Action = std::function<http::Response(const OwnWebhook&, const http::Request&)>;

http::Handler on_webhook(Action act) {
  return [act = std::move(act)](const http::Request& request) {
    const auto id = WebhookId::parse(request.path_parameters.at("webhook_id"));
    return id ? act({kDefaultOwner, *id}, request) : unknown_webhook(request);
  };
}

/// A webhook after something was done with it, or why it was not.
http::Response show(const Result<std::optional<Webhook>>& found, const http::Request& request) {
  if (!found) return failure(found.error(), request);
  if (!*found) return unknown_webhook(request);
  return http::json_response(200, webhook_json(**found));
}

http::Response list_webhooks(const WebhookParts& parts, const http::Request& request) {
  const auto webhooks = parts.registry.webhooks(request.context, kDefaultOwner);
  if (!webhooks) return failure(webhooks.error(), request);
  return http::json_response(200, webhooks_json(*webhooks));
}

http::Response add(const WebhookParts& parts, const http::Request& request) {
  auto body = read_webhook_body(request, parts.limits, parts.allowed_origins);
  if (const auto* problem = std::get_if<http::Problem>(&body)) return refuse(request, *problem);
  auto& wanted = std::get<WebhookBody>(body);
  const NewWebhook webhook{
      .id = WebhookId::from_random(parts.random.bits()),
      .owner = std::string{kDefaultOwner},
      .url = std::move(wanted.url),
      .description = std::move(wanted.description),
      .events = std::move(wanted.events),
      .secret = wanted.secret ? *wanted.secret : new_webhook_secret(parts.random)};
  const auto added = parts.registry.add(request.context, webhook);
  if (!added) return failure(added.error(), request);
  if (!*added) return too_many(request);
  auto response = http::json_response(201, webhook_json(**added, webhook.secret));
  response.headers.set("Location", "/webhooks/" + webhook.id.text());
  return response;
}

http::Response remove(const WebhookParts& parts, const OwnWebhook& own,
                      const http::Request& request) {
  const auto removed = parts.registry.remove(request.context, own);
  if (!removed) return failure(removed.error(), request);
  return *removed ? http::Response{204, {}, {}} : unknown_webhook(request);
}

http::Response replace_secret(const WebhookParts& parts, const OwnWebhook& own,
                              const http::Request& request) {
  const auto body = read_secret_body(request, parts.limits);
  if (const auto* problem = std::get_if<http::Problem>(&body)) return refuse(request, *problem);
  const auto& given = std::get<std::optional<Secret>>(body);
  const auto secret = given ? *given : new_webhook_secret(parts.random);
  const auto changed = parts.registry.replace_secret(request.context, own, secret);
  if (!changed) return failure(changed.error(), request);
  if (!*changed) return unknown_webhook(request);
  return http::json_response(200, webhook_json(**changed, secret));
}

http::Response test(const WebhookParts& parts, const OwnWebhook& own,
                    const http::Request& request) {
  const auto message = "msg_" + random_hex(parts.random, kTestIdBytes);
  const auto written = parts.registry.test(request.context, own, message);
  if (!written) return failure(written.error(), request);
  if (!*written) return unknown_webhook(request);
  return http::json_response(202, webhook_delivery_json(**written));
}

http::Response list_deliveries(const WebhookParts& parts, const OwnWebhook& own,
                               const http::Request& request) {
  constexpr auto kNewest = std::numeric_limits<std::int64_t>::max();
  QueryFields fields{request.query};
  const auto state_text = fields.text("state");
  const WebhookDeliveryQuery query{.state = webhook_delivery_state_named(state_text),
                                   .before = fields.integer("cursor", kNewest, {1, kNewest}),
                                   .limit = static_cast<int>(fields.integer(
                                       "limit", kDeliveriesPerPage, {1, kDeliveriesPerPageMax}))};
  if (!state_text.empty() && !query.state) {
    fields.refuse("state", "unknown_value", "state must be pending, delivered or failed.");
  }
  if (!fields.are_valid()) return fields.problem(request.request_id);
  const auto page = parts.registry.deliveries(request.context, own, query);
  if (!page) return failure(page.error(), request);
  if (!*page) return unknown_webhook(request);
  auto response = http::json_response(200, webhook_delivery_page_json(**page));
  if ((*page)->next_before) {
    response.headers.set(
        "Link",
        fmt::format(R"(</webhooks/{}/deliveries?{}cursor={}&limit={}>; rel="next")", own.id.text(),
                    query.state ? fmt::format("state={}&", name(*query.state)) : "",
                    *(*page)->next_before, query.limit));
  }
  return response;
}

http::Response redeliver(const WebhookParts& parts, const OwnWebhook& own,
                         const http::Request& request) {
  const auto id = parse_integer(request.path_parameters.at("delivery_id"), 1,
                                std::numeric_limits<std::int64_t>::max());
  if (!id) return unknown_delivery(request);
  const auto delivery = parts.registry.redeliver(request.context, own, *id);
  if (!delivery) return failure(delivery.error(), request);
  if (!*delivery) return unknown_delivery(request);
  return http::json_response(202, webhook_delivery_json(**delivery));
}

}  // namespace

void add_webhook_routes(http::Router& router, const WebhookParts& parts) {
  using http::Access;
  const auto with_parts = [parts](auto handle) {
    return [parts, handle](const http::Request& request) { return handle(parts, request); };
  };
  const auto on_one = [parts](auto handle) {
    return on_webhook([parts, handle](const OwnWebhook& own, const http::Request& request) {
      return handle(parts, own, request);
    });
  };
  const auto showing = on_webhook([parts](const OwnWebhook& own, const http::Request& request) {
    return show(parts.registry.webhook(request.context, own), request);
  });
  const auto enabling = on_webhook([parts](const OwnWebhook& own, const http::Request& request) {
    return show(parts.registry.enable(request.context, own), request);
  });
  const std::string one = "/webhooks/{webhook_id}";
  router.add({"GET", "/webhooks", with_parts(list_webhooks), Access::keyed});
  router.add({"POST", "/webhooks", with_parts(add), Access::keyed});
  router.add({"GET", one, showing, Access::keyed});
  router.add({"DELETE", one, on_one(remove), Access::keyed});
  router.add({"POST", one + "/enable", enabling, Access::keyed});
  router.add({"POST", one + "/rotate-secret", on_one(replace_secret), Access::keyed});
  router.add({"POST", one + "/test", on_one(test), Access::keyed});
  router.add({"GET", one + "/deliveries", on_one(list_deliveries), Access::keyed});
  router.add(
      {"POST", one + "/deliveries/{delivery_id}/redeliver", on_one(redeliver), Access::keyed});
}

}  // namespace pixferry::routes
