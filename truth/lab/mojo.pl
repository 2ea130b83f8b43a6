# A Mojolicious application. /BYTES, /BYTES/MODE with MODE chunked, short, paused; /204, /304;
# /COUNT/events, and /COUNT/dies, which closes after half of them.
use Mojolicious::Lite -signatures;
use Mojo::IOLoop;

app->log->level('fatal');
app->max_request_size(0);
if ($ENV{LAB_PORT}) {
    app->config(hypnotoad => {listen => ["http://127.0.0.1:$ENV{LAB_PORT}"], workers => 2, pid_file => $ENV{LAB_PID}});
}

sub events ($c, $mode, $count) {
    $c->res->headers->content_type('text/event-stream');
    my $left = $count;
    my $event;
    $event = sub {
        return $c->tx->connection && Mojo::IOLoop->remove($c->tx->connection) if $mode eq 'dies' && $left <= $count / 2;
        return $c->finish if $left-- == 0;
        $c->write_chunk('data: ' . 'e' x 92 . "\n\n" => sub { Mojo::IOLoop->timer(0.02 => $event) });
    };
    $event->();
}

any '/*target' => sub ($c) {
    my ($first, $mode) = split m{/}, $c->param('target');
    $mode //= '';
    return $c->rendered($first) if $first eq '204' || $first eq '304';
    return $c->render(text => 'not found', status => 404) unless $first =~ /^\d+$/;
    return events($c, $mode, $first) if $mode eq 'events' || $mode eq 'dies';
    my @halves = ('.' x int($first / 2), '.' x ($first - int($first / 2)));
    if ($mode eq 'chunked') {
        return $c->write_chunk($halves[0] => sub { $c->write_chunk($halves[1] => sub { $c->finish }) });
    }
    if ($mode eq 'short' || $mode eq 'paused') {
        $c->res->headers->content_length($first);
        my $rest = sub { $mode eq 'short' ? Mojo::IOLoop->remove($c->tx->connection) : $c->write($halves[1]) };
        return $c->write($halves[0] => sub { Mojo::IOLoop->timer(($mode eq 'paused' ? 0.3 : 0) => $rest) });
    }
    $c->render(data => '.' x $first);
};
app->start;
