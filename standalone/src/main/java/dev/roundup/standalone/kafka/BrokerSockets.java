package dev.roundup.standalone.kafka;

import dev.roundup.schemas.config.ExitCode;
import dev.roundup.schemas.config.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The two server sockets of a node, bound to loopback before Kafka starts and handed to it: its
 * configuration must name the ports, and a port that was only looked up could be taken meanwhile.
 */
final class BrokerSockets implements ServerSocketFactory, AutoCloseable {
  static final String BROKER = "BROKER";
  static final String CONTROLLER = "CONTROLLER";

  private static final String LOOPBACK = "127.0.0.1";

  private final ServerSocketChannel brokerSocket;
  private final ServerSocketChannel controllerSocket;
  private final int brokerPort;
  private final int controllerPort;

  private BrokerSockets(ServerSocketChannel brokerSocket, ServerSocketChannel controllerSocket) {
    this.brokerSocket = brokerSocket;
    this.controllerSocket = controllerSocket;
    this.brokerPort = brokerSocket.socket().getLocalPort();
    this.controllerPort = controllerSocket.socket().getLocalPort();
  }

  static BrokerSockets bind(int port) {
    ServerSocketChannel broker = listen(port);
    try {
      return new BrokerSockets(broker, listen(0));
    } catch (Failure e) {
      close(broker);
      throw e;
    }
  }

  /** The address of the clients' listener. */
  String broker() {
    return LOOPBACK + ":" + brokerPort;
  }

  /** The address of the controllers' listener. */
  String controller() {
    return LOOPBACK + ":" + controllerPort;
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBuffer) {
    return listener.equals(CONTROLLER) ? controllerSocket : brokerSocket;
  }

  @Override
  public void close() {
    close(brokerSocket);
    close(controllerSocket);
  }

  private static ServerSocketChannel listen(int port) {
    if (port < 0 || port > 65_535) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "There is no port " + port + ": choose one up to 65535, or 0 for any free one.");
    }
    try {
      ServerSocketChannel socket = ServerSocketChannel.open();
      try {
        socket.configureBlocking(false);
        socket.bind(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        return socket;
      } catch (IOException e) {
        close(socket);
        throw e;
      }
    } catch (IOException e) {
      throw new Failure(
          ExitCode.BUSY,
          "Kafka cannot listen on port %d of %s: %s. Choose another port, or 0 for any free one."
              .formatted(port, LOOPBACK, e.getMessage()),
          e);
    }
  }

  private static void close(ServerSocketChannel socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
