#include "simulator/traffic.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace pixferry::simulator {

std::string Counters::json() const {
  boost::json::object body;
  for (const auto operation : kOperations) {
    body[name(operation)] = {{"requests", of(operation).requests},
                             {"faults", of(operation).faults}};
  }
  body["other_requests"] = other_requests;
  body["body_bytes"] = body_bytes;
  body["connections"] = connections;
  body["in_flight_max"] = in_flight_max;
  body["refusals"] = refusals;
  body["requests_before_retry_after"] = requests_before_retry_after;
  boost::json::array rules;
  for (const auto& [rule, met] : staged) rules.push_back({{"fault", rule}, {"met", met}});
  body["staged"] = std::move(rules);
  return boost::json::serialize(body);
}

Traffic::InFlight::InFlight(Traffic& traffic) : traffic_(traffic) {
  const auto now = ++traffic_.in_flight_;
  auto most = traffic_.in_flight_max_.load();
  while (most < now && !traffic_.in_flight_max_.compare_exchange_weak(most, now)) {
  }
}

Counters Traffic::read() const {
  Counters counters;
  for (std::size_t i = 0; i < kOperations.size(); ++i) {
    counters.operations[i] = {requests_[i], faults_[i]};
  }
  counters.other_requests = other_requests_;
  counters.body_bytes = body_bytes_;
  counters.in_flight_max = in_flight_max_;
  counters.refusals = refusals_;
  return counters;
}

}  // namespace pixferry::simulator
