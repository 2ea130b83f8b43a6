"""gRPC in the clear, with handlers that need no schema. /lab.Lab/Echo answers what it was sent, /lab.Lab/Fail with a status,
/lab.Lab/Stream with 200 messages of 16 KB. Argument: PORT."""
import sys, time
from concurrent import futures
import grpc


class Handler(grpc.GenericRpcHandler):
    def service(self, call):
        name = call.method.rsplit("/", 1)[1]
        if name == "Echo":
            return grpc.unary_unary_rpc_method_handler(lambda request, _: request)
        if name == "Fail":
            return grpc.unary_unary_rpc_method_handler(lambda _, context: context.abort(grpc.StatusCode.INTERNAL, "failed"))
        if name == "Stream":
            return grpc.unary_stream_rpc_method_handler(lambda _, __: (b"." * 16384 for _ in range(200)))


server = grpc.server(futures.ThreadPoolExecutor(8), handlers=[Handler()])
server.add_insecure_port(f"127.0.0.1:{sys.argv[1]}")
server.start()
server.wait_for_termination()
